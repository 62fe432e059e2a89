f() ->
    """
    one
  two
    """.

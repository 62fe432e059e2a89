f() ->
    """ one
    two
    """.

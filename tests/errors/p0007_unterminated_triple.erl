f() -> """
  abc
  def.

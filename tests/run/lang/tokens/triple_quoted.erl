%% Triple-quoted strings: indentation of the last line is taken off, nothing is an escape.
-module(triple_quoted).
-export([main/0]).
-include("../lang.hrl").
main() ->
    ?show("""
        """),
    ?show("""
        one
        """),
    ?show("""
        one
          two
        three
        """),
    ?show("""
      \n is two characters, so is \\
      "quoted" and ""
      """),
    ?show("""

        after an empty line

        """),
    ?show(""""
        three quotes """ inside
        """"),
    ?show("""""
          """
          """"
          """""),
    ?show(["""
        a
        """, """
        b
        """]),
    ?show(<<"""
        binary
        text
        """>>),
    ?show(<<"""
        日本
        """/utf8>>),
    ?show("""
  trailing blanks  
  	tab first
  """),
    ?show("x" """
        joined
        """ "y"),
    ok.

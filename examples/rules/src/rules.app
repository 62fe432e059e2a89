{application, rules,
 [{description, "A rule engine configured by JSON: conditions in a small language, compiled to funs"},
  {vsn, "1.0.0"},
  {modules, [rules, rules_app, rules_compile, rules_config, rules_demo, rules_engine, rules_lexer, rules_parser, rules_sup, rules_types]},
  {registered, [rules_sup, rules_engine]},
  {applications, [kernel, stdlib]},
  {mod, {rules_app, []}}]}.

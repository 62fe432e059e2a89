{application, lines,
 [{description, "A key-value store behind a line protocol, with property tests"},
  {vsn, "1.0.0"},
  {modules, [lines, lines_app, lines_codec, lines_command, lines_conn, lines_demo, lines_gen, lines_prop, lines_store, lines_sup]},
  {registered, [lines_sup, lines_conn_sup, lines_store]},
  {applications, [kernel, stdlib]},
  {env, [{max_line, 1024}, {max_value, 65536}]},
  {mod, {lines_app, []}}]}.

{application, agents,
 [{description, "Long-lived sessions that call a slow, flaky, rate-limited backend"},
  {vsn, "1.0.0"},
  {modules, [agents, agents_app, agents_backend, agents_breaker, agents_call, agents_demo, agents_limiter, agents_log, agents_policy,
             agents_session, agents_session_sup, agents_sup, agents_tools, agents_trace]},
  {registered, [agents_sup, agents_session_sup, agents_backend, agents_limiter, agents_breaker]},
  {applications, [kernel, stdlib]},
  {env, [{rate, {20, 100}}, {attempts, 4}, {deadline, 2000}, {idle, 60000}, {breaker, #{failures => 5, cool_down => 50}}]},
  {mod, {agents_app, []}}]}.

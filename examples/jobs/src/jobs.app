{application, jobs,
 [{description, "A job queue with priorities, rate limits, retries and a dashboard"},
  {vsn, "1.0.0"},
  {modules, [jobs, jobs_app, jobs_backoff, jobs_bucket, jobs_clock, jobs_dashboard, jobs_demo, jobs_heap, jobs_queue, jobs_stats,
             jobs_sup, jobs_worker, jobs_worker_sup]},
  {registered, [jobs_sup, jobs_queue, jobs_worker_sup, jobs_clock]},
  {applications, [kernel, stdlib]},
  {env, [{workers, 4}, {rate, {10, 1000}}, {attempts, 4}]},
  {mod, {jobs_app, []}}]}.

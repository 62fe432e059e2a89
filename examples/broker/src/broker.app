{application, broker,
 [{description, "A chat and publish/subscribe broker on messages"},
  {vsn, "1.0.0"},
  {modules, [broker, broker_app, broker_client, broker_demo, broker_filter, broker_history, broker_room, broker_room_sup, broker_rooms,
             broker_sup, broker_topics, broker_trie]},
  {registered, [broker_sup, broker_room_sup, broker_rooms, broker_topics]},
  {applications, [kernel, stdlib]},
  {env, [{history, 20}, {room_idle, 60000}, {max_queue, 100}]},
  {mod, {broker_app, []}}]}.

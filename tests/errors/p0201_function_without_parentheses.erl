f -> ok.

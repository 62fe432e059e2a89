?FUNCTION_NAME() -> ok.

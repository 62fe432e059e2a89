//! A program whose configuration is a script: data with a little computing in it, read into a Rust struct.
//!
//! Run it with `cargo run -p purlin --example config_script`.

use std::time::Duration;

use purlin::{CallOptions, Serde, Vm};
use serde::Deserialize;

#[derive(Deserialize, Debug, PartialEq)]
struct Config {
    name: String,
    workers: u32,
    listen: Vec<Listen>,
    log: Log,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Listen {
    host: String,
    port: u16,
}

/// `off`, or `{file, Path}`.
#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Log {
    Off,
    File(String),
}

const SCRIPT: &str = r#"
-module(config).
-export([config/1]).

config(Env) ->
    Ports = [8000 + N || N <- lists:seq(1, workers(Env) div 2)],
    #{name => <<"shop-", (atom_to_binary(Env))/binary>>,
      workers => workers(Env),
      listen => [#{host => <<"0.0.0.0">>, port => P} || P <- Ports],
      log => log(Env)}.

workers(production) -> host:cores() * 2;
workers(test) -> 2.

log(production) -> {file, <<"/var/log/shop">>};
log(test) -> off.
"#;

fn read(env: &str) -> Result<Config, Box<dyn std::error::Error>> {
    // No files, no network; and a script that does not end is no configuration.
    let vm = Vm::builder().schedulers(1).max_memory(64 << 20).build()?;
    vm.module("host").function("cores", || 4)?;
    vm.load(SCRIPT)?;
    let options = CallOptions::new().timeout(Duration::from_secs(5));
    let env = purlin::Atom::from(env);
    let Serde(config) = vm.call_with(&options, "config", "config", (env,))?;
    Ok(config)
}

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = read("production")?;
    println!("{config:#?}");
    assert_eq!(config.workers, 8);
    assert_eq!(config.listen.len(), 4);
    assert_eq!(config.log, Log::File("/var/log/shop".into()));
    assert_eq!(read("test")?.log, Log::Off);
    // What is wrong is told with its place.
    let error = read("staging").unwrap_err().to_string();
    println!("{error}");
    assert!(error.starts_with("error: function_clause\n  in config:workers/1"));
    Ok(())
}

//! The examples run to their end; what they promise they assert themselves.

#[path = "../../../examples/embed/config_script.rs"]
mod config_script;
#[path = "../../../examples/embed/game_loop.rs"]
mod game_loop;
#[path = "../../../examples/embed/plugin_limits.rs"]
mod plugin_limits;
#[path = "../../../examples/embed/rule_engine.rs"]
mod rule_engine;
#[path = "../../../examples/embed/tokio_service.rs"]
mod tokio_service;
#[path = "../../../examples/embed/two_vms.rs"]
mod two_vms;

#[test]
fn a_configuration_script() {
    config_script::main().unwrap();
}

#[test]
fn a_game_loop() {
    game_loop::main().unwrap();
}

#[test]
fn plugins_with_limits() {
    plugin_limits::main().unwrap();
}

#[test]
fn a_rule_engine() {
    rule_engine::main().unwrap();
}

#[test]
fn a_service_in_a_tokio_program() {
    tokio_service::main().unwrap();
}

#[test]
fn two_machines() {
    two_vms::main().unwrap();
}

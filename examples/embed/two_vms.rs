//! Two machines in one program: they share nothing. A mailbox of each lets the host carry messages between them.
//!
//! Run it with `cargo run -p purlin --example two_vms`.

use purlin::{Atom, Vm};

const PLAYER: &str = "
-module(player).
-export([start/2]).

%% Plays ping-pong with whoever is behind the host's mailbox.
start(Host, Rounds) -> play(Host, Rounds, 0).

play(_, 0, Seen) -> {played, Seen};
play(Host, Rounds, Seen) ->
    receive
        {ball, N} -> Host ! {ball, N + 1}, play(Host, Rounds - 1, Seen + N)
    end.
";

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    const ROUNDS: u64 = 1000;
    let (left, right) = (
        Vm::builder().schedulers(1).build()?,
        Vm::builder().schedulers(1).build()?,
    );
    let mut sides = Vec::new();
    for vm in [&left, &right] {
        vm.load(PLAYER)?;
        let mailbox = vm.mailbox()?;
        let player = vm.spawn("player", "start", (mailbox.pid(), ROUNDS))?;
        sides.push((mailbox, player));
    }
    let ball = |n: u64| (Atom::from("ball"), n);
    sides[0].1.send(ball(0))?;
    for round in 0..2 * ROUNDS - 1 {
        let (from, to) = ((round % 2) as usize, ((round + 1) % 2) as usize);
        let (_ball, n): (Atom, u64) = sides[from].0.recv()?;
        sides[to].1.send(ball(n))?;
    }
    for (_mailbox, player) in sides {
        let (_played, seen): (Atom, u64) = player.join()?;
        println!("one player saw balls that add up to {seen}");
    }
    // One ends; the other goes on.
    left.shutdown();
    assert!(left.call::<u64>("erlang", "+", (1, 1)).is_err());
    assert_eq!(right.call::<u64>("erlang", "+", (1, 1))?, 2);
    Ok(())
}

//! A game loop: the machine has no threads. Each frame the host lets it run for so many time slices, and no more: frames stay regular however busy
//! the scripts are. Time is the game's own.
//!
//! Run it with `cargo run -p purlin --example game_loop`.

use purlin::{Atom, Vm};

const GAME: &str = r#"
-module(game).
-export([start/2]).

%% Every enemy is a process that thinks for a while between moves.
start(Host, N) ->
    [spawn_link(fun() -> enemy(Host, Id, 0) end) || Id <- lists:seq(1, N)],
    dreamer(0).

enemy(Host, Id, X) ->
    receive after 1 -> ok end,
    Step = 1 + erlang:phash2({Id, X}, 3),
    Host ! {moved, Id, X + Step},
    enemy(Host, Id, X + Step).

%% One script that never rests.
dreamer(N) -> dreamer(N + 1).
"#;

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    const ENEMIES: usize = 5;
    const SLICES_PER_FRAME: usize = 20;
    // Virtual time: the same game each time it is played.
    let vm = Vm::builder().seed(42).build()?;
    vm.load(GAME)?;
    let mailbox = vm.mailbox()?;
    let game = vm.spawn("game", "start", (mailbox.pid(), ENEMIES))?;
    let mut positions = [0i64; ENEMIES];
    let mut moves = 0;
    let mut frames = 0;
    while moves < 100 {
        vm.step(SLICES_PER_FRAME);
        while let Some((_moved, id, x)) = mailbox.try_recv::<(Atom, usize, i64)>()? {
            positions[id - 1] = x;
            moves += 1;
        }
        frames += 1;
        assert!(frames < 1_000_000, "nobody moves");
    }
    game.kill();
    println!("after {frames} frames: {positions:?}");
    assert!(positions.iter().all(|&x| x > 0));
    Ok(())
}

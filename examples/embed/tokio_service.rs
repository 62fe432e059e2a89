//! A tokio program with a service inside that is written as Erlang processes: one account each, made when it is first used.
//!
//! Run it with `cargo run -p purlin --example tokio_service`.

use purlin::{Atom, Vm};

const BANK: &str = r#"
-module(bank).
-export([start/1, deposit/2, balance/1]).

%% The directory of accounts; tells `Host` of deposits that are large.
start(Host) ->
    register(bank, self()),
    directory(#{}, Host).

directory(Accounts, Host) ->
    receive
        {account, From, Name} when is_map_key(Name, Accounts) ->
            From ! {account, map_get(Name, Accounts)},
            directory(Accounts, Host);
        {account, From, Name} ->
            Pid = spawn_link(fun() -> account(Name, 0, Host) end),
            From ! {account, Pid},
            directory(Accounts#{Name => Pid}, Host)
    end.

account(Name, Balance, Host) ->
    receive
        {deposit, From, Amount} ->
            Amount >= 1000 andalso (Host ! {large, Name, Amount}),
            From ! {balance, Balance + Amount},
            account(Name, Balance + Amount, Host)
    end.

deposit(Name, Amount) ->
    bank ! {account, self(), Name},
    receive {account, Pid} -> Pid ! {deposit, self(), Amount} end,
    receive {balance, Balance} -> Balance end.

balance(Name) -> deposit(Name, 0).
"#;

async fn serve(vm: Vm) -> Result<u64, purlin::Error> {
    let mailbox = vm.mailbox()?;
    let _bank = vm.spawn("bank", "start", (mailbox.pid(),))?;
    while vm.whereis("bank").is_none() {
        tokio::task::yield_now().await;
    }
    let clients: Vec<_> = (0..50u64)
        .map(|i| {
            let vm = vm.clone();
            tokio::spawn(async move {
                for _ in 0..20 {
                    let name = format!("account {}", i % 10);
                    vm.call_async::<u64>("bank", "deposit", (name, 10)).await?;
                }
                Ok::<(), purlin::Error>(())
            })
        })
        .collect();
    for client in clients {
        client.await.expect("clients do not panic")?;
    }
    vm.call_async::<u64>("bank", "deposit", ("account 3", 5000))
        .await?;
    // A message from the service, awaited like anything else.
    let (_large, name, amount): (Atom, String, u64) = mailbox.recv_async().await?;
    println!("a large deposit: {amount} on {name}");
    let mut total = 0;
    for i in 0..10 {
        total += vm
            .call_async::<u64>("bank", "balance", (format!("account {i}"),))
            .await?;
    }
    Ok(total)
}

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let vm = Vm::new()?;
    vm.load(BANK)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()?;
    let total = runtime.block_on(serve(vm))?;
    println!("{total} in all");
    assert_eq!(total, 50 * 20 * 10 + 5000);
    Ok(())
}

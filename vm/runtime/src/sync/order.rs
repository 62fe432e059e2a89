//! The lock order: every lock of the machine with its rank. A thread takes locks in ascending rank only.
//!
//! | rank | lock | guards |
//! |---|---|---|
//! | 0 | `CodeServer::publishing` | from a module's becoming current until its exports lead to it |
//! | 1 | `CodeServer::modules` | module table: current and old versions, pending loads |
//! | 2 | `Exports::table` | the map from module, name, arity to export cells |
//! | 3 | `Registry::names` | registered names |
//! | 4 | `ProcessTable::free` | free slots and the chunk list |
//! | 5 | `Timers::shards[i]` | one timer wheel |
//! | 6 | `BlockingPool::queue` | work for the blocking pool |
//! | 7 | `Parker::state` | a worker's parking place |
//! | 8 | `Reclaim` | purged versions that wait to be freed |
//! | 9 | `FunEntries::table` | fun entries |
//! | 10 | `Ground::kept`, `Ground::spans` | places for literals |
//!
//! No lock is held across a collection, a native or host code.

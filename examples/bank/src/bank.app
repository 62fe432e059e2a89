{application, bank,
 [{description, "An in-memory bank: accounts, transfers and a ledger that always balances"},
  {vsn, "1.0.0"},
  {modules, [bank, bank_account, bank_account_sup, bank_app, bank_demo, bank_journal, bank_ledger, bank_money, bank_sup,
             bank_transfer]},
  {registered, [bank_sup, bank_account_sup, bank_journal]},
  {applications, [kernel, stdlib]},
  {env, [{currency, eur}, {overdraft_limit, 0}]},
  {mod, {bank_app, []}}]}.

//! Patterns to questions about terms: what a row still has to know.

use super::*;

impl<'a> Lower<'a, '_> {
    /// A pattern against a tuple that has not been made.
    pub(super) fn ask_elements(
        &mut self,
        m: &mut Matching<'a>,
        state: &mut State<'a>,
        elements: &[Operand],
        pat: Pat<'a>,
    ) {
        let mut work = vec![pat];
        let mut made = None;
        while let Some(pat) = work.pop() {
            match self.layer(pat) {
                Layer::Any => {}
                Layer::Both(left, right) => work.extend([Pat::Expr(right), Pat::Expr(left)]),
                Layer::Tuple(patterns) if patterns.len() == elements.len() => {
                    for (&element, pattern) in elements.iter().zip(patterns) {
                        self.ask(m, state, Bind::Is(element), Pat::Expr(pattern));
                    }
                }
                Layer::Record(expr) => match self.record_patterns(expr) {
                    Some(patterns) if patterns.len() == elements.len() => {
                        for (&element, &pattern) in elements.iter().zip(&patterns) {
                            self.ask(m, state, Bind::Is(element), pattern);
                        }
                    }
                    _ => state.dead = true,
                },
                Layer::Var(_) => {
                    let here = *made.get_or_insert_with(|| self.make_tuple(elements.to_vec()));
                    self.ask(m, state, Bind::Is(here), pat);
                }
                Layer::Const(_)
                | Layer::Cons(..)
                | Layer::Tuple(_)
                | Layer::Map(_)
                | Layer::Native(..)
                | Layer::Bits(_)
                | Layer::Prepared(_)
                | Layer::Never => {
                    state.dead = true;
                }
            }
        }
    }

    /// Adds what a pattern asks of a term to a row (in order of asking: the caller reverses).
    pub(super) fn ask(&mut self, m: &Matching<'a>, state: &mut State<'a>, on: Bind, pat: Pat<'a>) {
        let mut work = vec![pat];
        while let Some(pat) = work.pop() {
            let layer = self.layer(pat);
            let what = match layer {
                Layer::Any => continue,
                Layer::Var(name) => {
                    self.ask_var(m, state, on, name);
                    continue;
                }
                Layer::Both(left, right) => {
                    work.extend([Pat::Expr(right), Pat::Expr(left)]);
                    continue;
                }
                Layer::Never => {
                    state.dead = true;
                    continue;
                }
                Layer::Const(constant) => What::Const(constant),
                Layer::Cons(head, tail) => match whole_string(pat) {
                    Some(pat) => What::Whole(pat),
                    None => What::Cons(head, tail),
                },
                Layer::Tuple(elements) => What::Tuple(elements.iter().map(Pat::Expr).collect()),
                Layer::Record(expr) => match self.record_patterns(expr) {
                    Some(patterns) => What::Tuple(patterns.into()),
                    None => {
                        state.dead = true;
                        continue;
                    }
                },
                Layer::Map(fields) => {
                    self.ask_map(state, on, fields);
                    continue;
                }
                Layer::Native(native, fields) => {
                    self.ask_native(state, on, native, fields);
                    continue;
                }
                Layer::Bits(segments) => match self.fields(segments) {
                    Some(fields) => What::Bits(fields.into()),
                    None => {
                        state.dead = true;
                        continue;
                    }
                },
                Layer::Prepared(row) => What::Bits(self.prepared[row].clone()),
            };
            let on = self.materialize(on);
            state.asks.push(Ask { on, what });
        }
    }

    pub(super) fn is_new(&self, fresh: Fresh, name: Name) -> bool {
        match fresh {
            Fresh::All => true,
            Fresh::AllBut(old) => name != old,
            Fresh::Unbound => !self.env.contains(name),
        }
    }

    fn ask_var(&mut self, m: &Matching<'a>, state: &mut State<'a>, on: Bind, name: Name) {
        if let Some(&(_, first)) = state.binds.iter().find(|(bound, _)| *bound == name) {
            state.repeats.push((first, on));
        } else if !self.is_new(m.fresh, name)
            && let Some(value) = self.env.get(name)
        {
            let on = self.materialize(on);
            state.asks.push(Ask {
                on,
                what: What::Equal(value),
            });
        } else {
            state.binds.push((name, on));
        }
    }

    fn ask_map(&mut self, state: &mut State<'a>, on: Bind, fields: &'a [MapField<'a>]) {
        let on = self.materialize(on);
        if fields.is_empty() {
            state.asks.push(Ask {
                on,
                what: What::IsMap,
            });
        }
        for field in fields {
            let what = match self.map_key(field.key) {
                Some(key) => What::Key(Key::Map(key), Pat::Expr(field.value)),
                None => What::KeyExpr(field.key, Pat::Expr(field.value)),
            };
            state.asks.push(Ask { on, what });
        }
    }

    fn ask_native(
        &mut self,
        state: &mut State<'a>,
        on: Bind,
        native: Native,
        fields: &'a [RecordField<'a>],
    ) {
        let on = self.materialize(on);
        if fields.is_empty() {
            state.asks.push(Ask {
                on,
                what: What::Key(Key::Named(native), Pat::Any),
            });
        }
        for field in fields {
            let Some(name) = field.name else {
                state.dead = true;
                return;
            };
            let key = Key::Field(self.field_ask(native, name.name));
            state.asks.push(Ask {
                on,
                what: What::Key(key, Pat::Expr(field.value)),
            });
        }
    }

    /// The value of a map pattern's key, if it needs no computing.
    fn map_key(&mut self, key: &'a Expr<'a>) -> Option<Operand> {
        if let ExprKind::Var(name) = &key.kind {
            return self.env.get(*name);
        }
        self.constant_pattern(key).map(Operand::Const)
    }

    pub(super) fn materialize(&mut self, bind: Bind) -> Operand {
        let none = LocId::default();
        match bind {
            Bind::Is(operand) => operand,
            Bind::Element(tuple, index) => self.b.emit(InstKind::Element { tuple, index }, none),
            Bind::Head(list) => self.b.emit(InstKind::Head(list), none),
            Bind::Tail(list) => self.b.emit(InstKind::Tail(list), none),
        }
    }

    /// Adds questions so that the first item's comes first.
    pub(super) fn ask_all(
        &mut self,
        m: &Matching<'a>,
        row: &mut State<'a>,
        items: &[(Bind, Pat<'a>)],
    ) {
        let start = row.asks.len();
        for &(bind, pat) in items {
            self.ask(m, row, bind, pat);
        }
        row.asks[start..].reverse();
    }

    pub(super) fn atom_pattern(&mut self, pat: Pat<'a>) -> Option<Name> {
        match self.layer(pat) {
            Layer::Const(Const::Atom(name)) => Some(name),
            _ => None,
        }
    }
}

/// A string pattern without variables.
fn whole_string(pat: Pat<'_>) -> Option<Pat<'_>> {
    match pat {
        Pat::Expr(Expr {
            kind: ExprKind::String(chars),
            ..
        }) => Some(Pat::String { chars, tail: None }),
        Pat::String { tail: None, .. } => Some(pat),
        Pat::Any
        | Pat::Const(_)
        | Pat::Expr(_)
        | Pat::Var(_)
        | Pat::Prepared(_)
        | Pat::List { .. }
        | Pat::String { .. } => None,
    }
}

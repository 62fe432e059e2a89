//! One test divides the rows of a node: values, kinds, arities, keys of maps.

use super::*;

impl<'a> Lower<'a, '_> {
    /// Splits the rows by the first one's question, or cuts them into runs where that would copy too much.
    pub(super) fn split(&mut self, m: &mut Matching<'a>, node: Node<'a>, index: usize) {
        let Some(first) = node.rows.front() else {
            return;
        };
        let ask = &first.asks[index];
        if growth(m, &node.rows, ask) > node.slack
            && let Some(runs) = cut(&node.rows, ask.on)
        {
            return self.runs(m, node, runs);
        }
        self.split_by(m, node, index);
    }

    /// Each run of rows fails to the next.
    pub(super) fn runs(&mut self, m: &mut Matching<'a>, mut node: Node<'a>, lengths: Vec<usize>) {
        let first = lengths.first().copied().unwrap_or(0);
        self.save_behind(&mut node, first);
        // A run may fail wherever it has moved the contexts to.
        let moved: Vec<(Operand, Position)> = node
            .positions
            .iter()
            .map(|&(ctx, _)| (ctx, m.position()))
            .collect();
        let mut block = self.b.leave();
        let mut rows = node.rows.into_iter();
        let mut nodes = Vec::with_capacity(lengths.len());
        for (number, &length) in lengths.iter().enumerate() {
            let last = number + 1 == lengths.len();
            let fail = if last { node.fail } else { self.b.block() };
            nodes.push(Node {
                block,
                rows: rows.by_ref().take(length).collect(),
                fail,
                slack: node.slack,
                positions: match number {
                    0 => node.positions.clone(),
                    _ => moved.clone(),
                },
            });
            block = fail;
        }
        m.work.extend(nodes.into_iter().rev());
    }

    pub(super) fn split_by(&mut self, m: &mut Matching<'a>, mut node: Node<'a>, index: usize) {
        let Some(first) = node.rows.front() else {
            return;
        };
        let ask = first.asks[index].clone();
        node.slack /= growth(m, &node.rows, &ask).max(1.0);
        match &ask.what {
            What::Const(_)
            | What::Cons(..)
            | What::Whole(_)
            | What::Tuple(_)
            | What::IsMap
            | What::Equal(_) => {
                self.split_exclusive(m, node, &ask);
            }
            What::Key(key, _) => self.split_key(m, node, ask.on, *key),
            What::KeyExpr(..) => self.b.end(Terminator::Unreachable),
            What::Bits(_) => self.split_start(m, node, ask.on),
            What::Read(reading) => self.split_read(m, node, index, ask.on, reading),
        }
    }

    fn split_exclusive(&mut self, m: &mut Matching<'a>, node: Node<'a>, ask: &Ask<'a>) {
        let Node {
            rows,
            fail,
            slack,
            positions,
            ..
        } = node;
        let (sides, default) = partition(m, rows, ask);
        let rest = Rest {
            fail,
            slack,
            positions,
        };
        let here = self.b.leave();
        let on = ask.on;
        let tag = match &sides[..] {
            [(Label::Arity(_), rows)] => self.common_tag(rows, on),
            _ => None,
        };
        let mut targets = Vec::with_capacity(sides.len());
        for (label, rows) in sides {
            let target = self.side(m, &rest, label, rows, ask, tag.is_some());
            targets.push((label, target));
        }
        let default = self.child(m, &rest, default);
        self.b.switch_to(here);
        self.select(on, ask, targets, default, tag);
    }

    fn select(
        &mut self,
        on: Operand,
        ask: &Ask<'a>,
        mut targets: Vec<(Label, Target)>,
        default: Target,
        tag: Option<Name>,
    ) {
        let branch = |test, then, otherwise| Terminator::Branch {
            test,
            then,
            otherwise,
        };
        if targets.len() == 1
            && let Some((label, then)) = targets.pop()
        {
            let test = match (label, &ask.what) {
                (Label::Const(Const::Nil), _) => Test::Is(Kind::Nil, on),
                (Label::Const(constant), _) => {
                    Test::Compare(Comparison::ExactEq, on, Operand::Const(constant))
                }
                (Label::Arity(arity), _) => tuple_test(on, arity, tag),
                (Label::Yes, What::Equal(value)) => Test::Compare(Comparison::ExactEq, on, *value),
                (Label::Yes, What::IsMap) => Test::Is(Kind::Map, on),
                (Label::Yes, _) => Test::Is(Kind::Cons, on),
            };
            return self.b.end(branch(test, then, default));
        }
        match ask.what.class() {
            Some(Class::Tuple) => {
                let cases = targets
                    .into_iter()
                    .filter_map(|(label, target)| match label {
                        Label::Arity(arity) => Some((arity, target)),
                        Label::Const(_) | Label::Yes => None,
                    })
                    .collect();
                self.b.end(Terminator::SwitchArity {
                    subject: on,
                    cases,
                    default,
                });
            }
            Some(Class::Value) => {
                let cases = targets
                    .into_iter()
                    .filter_map(|(label, target)| match label {
                        Label::Const(constant) => Some((constant, target)),
                        Label::Arity(_) | Label::Yes => None,
                    })
                    .collect();
                self.b.end(Terminator::Switch {
                    subject: on,
                    cases,
                    default,
                });
            }
            _ => {
                // Floats, large integers: one comparison after the other.
                let last = targets.len().saturating_sub(1);
                let mut default = Some(default);
                for (number, (label, then)) in targets.into_iter().enumerate() {
                    let Label::Const(constant) = label else {
                        continue;
                    };
                    let next = self.b.block();
                    let otherwise = match default.take_if(|_| number == last) {
                        Some(default) => default,
                        None => Target::to(next),
                    };
                    let test = Test::Compare(Comparison::ExactEq, on, Operand::Const(constant));
                    self.b.end(branch(test, then, otherwise));
                    if number != last {
                        self.b.switch_to(next);
                    }
                }
            }
        }
    }

    /// The atom that all these rows want as first element of the tuple.
    fn common_tag(&mut self, rows: &VecDeque<State<'a>>, on: Operand) -> Option<Name> {
        let mut common = None;
        for row in rows {
            for ask in row.asks.iter().filter(|ask| ask.on == on) {
                if let What::Tuple(elements) = &ask.what {
                    let tag = self.atom_pattern(*elements.first()?)?;
                    if *common.get_or_insert(tag) != tag {
                        return None;
                    }
                }
            }
        }
        common
    }

    /// The rows of one side, their question answered.
    pub(super) fn side(
        &mut self,
        m: &mut Matching<'a>,
        rest: &Rest,
        label: Label,
        rows: VecDeque<State<'a>>,
        ask: &Ask<'a>,
        tagged: bool,
    ) -> Target {
        let on = ask.on;
        if !matches!(ask.what.class(), Some(Class::Cons | Class::Tuple)) {
            return self.child(m, rest, rows);
        }
        let block = self.b.block();
        self.b.switch_to(block);
        let rows = self.take_apart(m, rows, on, label, tagged);
        let block = self.b.leave();
        m.work.push(Node {
            block,
            rows,
            fail: rest.fail,
            slack: rest.slack,
            positions: rest.positions.clone(),
        });
        Target::to(block)
    }

    /// `on` is known to be a cons cell or a tuple: the rows ask about its parts now. Parts that several rows look at are taken
    /// out here, others when they are needed.
    fn take_apart(
        &mut self,
        m: &Matching<'a>,
        rows: VecDeque<State<'a>>,
        on: Operand,
        label: Label,
        tagged: bool,
    ) -> VecDeque<State<'a>> {
        let part = |index: u32| match (label, index) {
            (Label::Yes, 0) => Bind::Head(on),
            (Label::Yes, _) => Bind::Tail(on),
            (Label::Arity(_) | Label::Const(_), _) => Bind::Element(on, index),
        };
        let n_parts = if let Label::Arity(arity) = label {
            arity as usize
        } else {
            2
        };
        let mut uses = vec![0u32; n_parts];
        let mut opened = Vec::with_capacity(rows.len());
        for mut row in rows {
            let mut items: Vec<(u32, Pat<'a>)> = Vec::new();
            let mut index = 0;
            while index < row.asks.len() {
                let ask = &row.asks[index];
                if ask.on == on
                    && let Some(parts) = self.parts(&ask.what)
                {
                    row.asks.remove(index);
                    items.extend((0u32..).zip(parts).skip(usize::from(tagged)));
                } else {
                    index += 1;
                }
            }
            for &(index, pat) in &items {
                uses[index as usize] += match self.layer(pat) {
                    Layer::Any => 0,
                    Layer::Var(name) if self.is_new(m.fresh, name) => 1,
                    _ => 2,
                };
            }
            opened.push((row, items));
        }
        let taken: Vec<Bind> = (0u32..)
            .zip(&uses)
            .map(|(index, &uses)| match uses {
                0 | 1 => part(index),
                _ => Bind::Is(self.materialize(part(index))),
            })
            .collect();
        let mut result = VecDeque::with_capacity(opened.len());
        for (mut row, items) in opened {
            let items: Vec<(Bind, Pat<'a>)> = items
                .iter()
                .map(|&(index, pat)| (taken[index as usize], pat))
                .collect();
            self.ask_all(m, &mut row, &items);
            if !row.dead {
                result.push_back(row);
            }
        }
        result
    }

    fn parts(&mut self, what: &What<'a>) -> Option<Vec<Pat<'a>>> {
        match what {
            What::Cons(head, tail) => Some(vec![*head, *tail]),
            What::Whole(pat) => match self.layer(*pat) {
                Layer::Cons(head, tail) => Some(vec![head, tail]),
                _ => None,
            },
            What::Tuple(elements) => Some(elements.to_vec()),
            What::Const(_)
            | What::Equal(_)
            | What::IsMap
            | What::Key(..)
            | What::KeyExpr(..)
            | What::Bits(_)
            | What::Read(_) => None,
        }
    }

    /// Where to go with these rows.
    pub(super) fn child(
        &mut self,
        m: &mut Matching<'a>,
        rest: &Rest,
        rows: VecDeque<State<'a>>,
    ) -> Target {
        let Some(first) = rows.front() else {
            return Target::to(rest.fail);
        };
        if is_final(m, first)
            && let Some(values) = settled(&first.binds)
        {
            let args = arguments(&m.var_names[first.clause as usize], &values);
            let body = &mut m.bodies[first.clause as usize];
            body.reachable = true;
            return Target::with(body.block, args);
        }
        let key = memo_key(rest.fail, &rows);
        if let Some(key) = &key
            && let Some(&block) = m.memo.get(key)
        {
            return Target::to(block);
        }
        let block = self.b.block();
        if let Some(key) = key {
            m.memo.insert(key, block);
        }
        m.work.push(Node {
            block,
            rows,
            fail: rest.fail,
            slack: rest.slack,
            positions: rest.positions.clone(),
        });
        Target::to(block)
    }

    /// A key of a map: its value is read once for all rows that ask for it.
    fn split_key(&mut self, m: &mut Matching<'a>, node: Node<'a>, on: Operand, key: Key) {
        let Node {
            rows,
            fail,
            slack,
            positions,
            ..
        } = node;
        let rest = Rest {
            fail,
            slack,
            positions,
        };
        let mut looks = false;
        let mut without = VecDeque::new();
        let mut with = Vec::new();
        for row in rows {
            let class = row.class_on(on);
            let mut mine = Vec::new();
            for ask in row.asks.iter().filter(|ask| ask.on == on) {
                if let What::Key(other, pat) = ask.what
                    && other == key
                {
                    mine.push(pat);
                }
            }
            if mine.is_empty() {
                without.push_back(row.clone());
            }
            if class.is_none_or(|class| class == key.class()) {
                looks |= mine
                    .iter()
                    .any(|&pat| !matches!(self.layer(pat), Layer::Any));
                with.push((row, mine));
            }
        }
        let here = self.b.leave();
        // What reads a field always has a result.
        let has_result = looks || matches!(key, Key::Field(_));
        let (block, value) = match has_result {
            true => self.b.block_with_param(),
            false => {
                let block = self.b.block();
                (block, crate::core::nodes::Value(0))
            }
        };
        self.b.switch_to(block);
        let mut found = VecDeque::with_capacity(with.len());
        for (mut row, mine) in with {
            row.asks.retain(|ask| {
                let answered = match &ask.what {
                    What::IsMap => matches!(key, Key::Map(_)),
                    What::Key(other, _) => *other == key,
                    _ => false,
                };
                ask.on != on || !answered
            });
            let items: Vec<(Bind, Pat<'a>)> = mine
                .into_iter()
                .map(|pat| (Bind::Is(Operand::Value(value)), pat))
                .collect();
            if looks {
                self.ask_all(m, &mut row, &items);
            }
            if !row.dead {
                found.push_back(row);
            }
        }
        self.b.leave();
        m.work.push(Node {
            block,
            rows: found,
            fail: rest.fail,
            slack: rest.slack,
            positions: rest.positions.clone(),
        });
        let missing = self.child(m, &rest, without);
        self.b.switch_to(here);
        let attempt = |what| Terminator::Attempt {
            what,
            ok: Target::to(block),
            fail: missing.clone(),
            loc: LocId::default(),
        };
        let branch = |test| Terminator::Branch {
            test,
            then: Target::to(block),
            otherwise: missing.clone(),
        };
        let end = match key {
            Key::Map(key) if looks => attempt(Attempt::MapGet { map: on, key }),
            Key::Map(key) => branch(Test::MapHas {
                map: on,
                keys: vec![key],
            }),
            Key::Field(ask) => attempt(self.native_get(on, ask)),
            Key::Named(native) => {
                let answer = self.native_test(on, native);
                let yes = self.boolean(true);
                branch(Test::Compare(Comparison::ExactEq, answer, yes))
            }
        };
        self.b.end(end);
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Label {
    Const(Const),
    Arity(u32),
    Yes,
}

pub(super) fn tuple_test(value: Operand, arity: u32, tag: Option<Name>) -> Test {
    match tag {
        Some(tag) => Test::Tagged { value, arity, tag },
        None => Test::Arity(value, arity),
    }
}

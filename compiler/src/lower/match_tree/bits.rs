//! Reads of bitstrings: rows share a context and remember where they are in it.

use super::*;

impl<'a> Lower<'a, '_> {
    /// Is it a bitstring? One context for all rows that match it.
    pub(super) fn split_start(&mut self, m: &mut Matching<'a>, node: Node<'a>, on: Operand) {
        let Node {
            rows,
            fail,
            slack,
            mut positions,
            ..
        } = node;
        let here = self.b.leave();
        let (block, ctx) = self.b.block_with_param();
        let ctx = Operand::Value(ctx);
        let start = m.position();
        let mut matching = VecDeque::new();
        let mut others = VecDeque::new();
        for mut row in rows {
            if row.contradicts(on) {
                continue;
            }
            let class = row.class_on(on);
            if class != Some(Class::Bits) {
                others.push_back(row.clone());
            }
            if class.is_some_and(|class| class != Class::Bits) {
                continue;
            }
            for ask in &mut row.asks {
                if ask.on == on
                    && let What::Bits(fields) = &ask.what
                {
                    let reading = Reading {
                        fields: fields.clone(),
                        next: 0,
                        at: start,
                        saved: None,
                        size: None,
                    };
                    *ask = Ask {
                        on: ctx,
                        what: What::Read(reading),
                    };
                }
            }
            matching.push_back(row);
        }
        let rest = Rest {
            fail,
            slack,
            positions: positions.clone(),
        };
        let otherwise = self.child(m, &rest, others);
        positions.push((ctx, start));
        m.work.push(Node {
            block,
            rows: matching,
            fail,
            slack,
            positions,
        });
        self.b.switch_to(here);
        self.b.end(Terminator::Attempt {
            what: Attempt::BsStart(on),
            ok: Target::to(block),
            fail: otherwise,
            loc: LocId::default(),
        });
    }

    /// Reads the first row's next field for all rows that read the same there.
    pub(super) fn split_read(
        &mut self,
        m: &mut Matching<'a>,
        mut node: Node<'a>,
        index: usize,
        ctx: Operand,
        reading: &Reading<'a>,
    ) {
        let at = reading.at;
        self.restore(&mut node, ctx, reading);
        let Some(field) = reading.fields.get(reading.next) else {
            return self.answered(m, node, index);
        };
        let spec = Spec::of(field, reading.size);
        if spec.kind == FieldKind::Rest
            && spec.unit == 1
            && matches!(self.layer(field.value), Layer::Any)
        {
            return self.answered(m, node, index);
        }
        let joins: Vec<Option<usize>> = node
            .rows
            .iter()
            .map(|row| self.joining(row, ctx, at, &spec))
            .collect();
        let values: Vec<Pat<'a>> = node
            .rows
            .iter()
            .zip(&joins)
            .filter_map(|(row, join)| {
                join.and_then(|join| row.asks[join].what.field())
                    .map(|field| field.value)
            })
            .collect();
        let looks = values
            .iter()
            .any(|&pat| !matches!(self.layer(pat), Layer::Any));
        let literal = self.common_literal(&node.rows, &joins);
        let step = match literal {
            Some((bits, n_fields)) => Step {
                what: Attempt::BsMatchLiteral { ctx, bits },
                n_fields,
                moves: true,
            },
            None => spec.step(ctx, looks),
        };
        if step.moves {
            self.save(&mut node, &joins, ctx, at);
        }
        let Node {
            rows,
            fail,
            slack,
            positions,
            ..
        } = node;
        let here = self.b.leave();
        let has_value = step.what.has_result();
        let block = self.b.block();
        let value = has_value.then(|| self.b.param(block));
        let next_at = if step.moves { m.position() } else { at };
        self.b.switch_to(block);
        let mut read = VecDeque::new();
        let mut others = VecDeque::new();
        for (row, join) in rows.into_iter().zip(joins) {
            if join.is_none() {
                others.push_back(row.clone());
            }
            if let Some(row) = self.advance(m, row, join, value, &step, next_at, (ctx, at), &spec) {
                read.push_back(row);
            }
        }
        self.b.leave();
        let rest = Rest {
            fail,
            slack,
            positions: positions.clone(),
        };
        let otherwise = self.child(m, &rest, others);
        let mut moved = positions;
        moved.retain(|&(other, _)| other != ctx);
        moved.push((ctx, next_at));
        m.work.push(Node {
            block,
            rows: read,
            fail,
            slack,
            positions: moved,
        });
        self.b.switch_to(here);
        self.b.end(Terminator::Attempt {
            what: step.what,
            ok: Target::to(block),
            fail: otherwise,
            loc: LocId::default(),
        });
    }

    /// The question needs no code.
    pub(super) fn answered(&mut self, m: &mut Matching<'a>, mut node: Node<'a>, index: usize) {
        if let Some(first) = node.rows.front_mut() {
            first.asks.remove(index);
        }
        node.block = self.b.leave();
        m.work.push(node);
    }

    /// Puts the context where the row has read to; where it was is saved for rows that go on from there.
    fn restore(&mut self, node: &mut Node<'a>, ctx: Operand, reading: &Reading<'a>) {
        let place = |(other, at): &&mut (Operand, Position)| *other == ctx && *at != reading.at;
        let Some((_, at)) = node.positions.iter_mut().find(place) else {
            return;
        };
        let before = std::mem::replace(at, reading.at);
        if let Some(position) = reading.saved {
            let none = vec![None; node.rows.len()];
            self.save(node, &none, ctx, before);
            self.b
                .emit_void(InstKind::BsRestore { ctx, position }, LocId::default());
        }
    }

    /// Saves the positions that the rows after the first `n_ahead` go on from.
    pub(super) fn save_behind(&mut self, node: &mut Node<'a>, n_ahead: usize) {
        for &(ctx, at) in &node.positions {
            let mut saved = None;
            for row in node.rows.iter_mut().skip(n_ahead) {
                for ask in row.asks.iter_mut().filter(|ask| ask.on == ctx) {
                    if let What::Read(reading) = &mut ask.what
                        && reading.at == at
                        && reading.saved.is_none()
                    {
                        let position = *saved.get_or_insert_with(|| {
                            self.b.emit(InstKind::BsPosition { ctx }, LocId::default())
                        });
                        reading.saved = Some(position);
                    }
                }
            }
        }
    }

    /// Saves the position if a row stays behind.
    fn save(&mut self, node: &mut Node<'a>, joins: &[Option<usize>], ctx: Operand, at: Position) {
        let mut saved = None;
        for (row, join) in node.rows.iter_mut().zip(joins) {
            for (index, ask) in row.asks.iter_mut().enumerate() {
                if ask.on == ctx
                    && *join != Some(index)
                    && let What::Read(reading) = &mut ask.what
                    && reading.at == at
                    && reading.saved.is_none()
                {
                    let position = *saved.get_or_insert_with(|| {
                        self.b.emit(InstKind::BsPosition { ctx }, LocId::default())
                    });
                    reading.saved = Some(position);
                }
            }
        }
    }

    /// Which of the row's questions is answered by reading `spec` at `at`.
    fn joining(
        &mut self,
        row: &State<'a>,
        ctx: Operand,
        at: Position,
        spec: &Spec,
    ) -> Option<usize> {
        row.asks.iter().rposition(|ask| match &ask.what {
            What::Read(reading) if ask.on == ctx && reading.at == at => {
                match reading.fields.get(reading.next) {
                    Some(field) => {
                        let size = match field.size {
                            Size::Expr(expr) => reading
                                .size
                                .or_else(|| self.simple_size(expr, reading, &row.binds)),
                            Size::Const(_) | Size::None => None,
                        };
                        Spec::of(field, size) == *spec
                            && (spec.size.is_some() || !matches!(field.size, Size::Expr(_)))
                    }
                    None => false,
                }
            }
            _ => false,
        })
    }

    /// The row after a successful step; none if that rules it out.
    #[allow(clippy::too_many_arguments, reason = "one call")]
    fn advance(
        &mut self,
        m: &Matching<'a>,
        mut row: State<'a>,
        join: Option<usize>,
        value: Option<crate::core::nodes::Value>,
        step: &Step,
        next_at: Position,
        (ctx, at): (Operand, Position),
        spec: &Spec,
    ) -> Option<State<'a>> {
        let Some(index) = join else {
            let ruled_out = row.asks.iter().any(|ask| match &ask.what {
                What::Read(reading) => ask.on == ctx && reading.at == at && spec.excludes(reading),
                _ => false,
            });
            return (!ruled_out).then_some(row);
        };
        let mut ask = row.asks.remove(index);
        let What::Read(reading) = &mut ask.what else {
            return Some(row);
        };
        let pat = reading.fields.get(reading.next).map(|field| field.value);
        reading.next += step.n_fields;
        reading.at = next_at;
        reading.saved = None;
        reading.size = None;
        if reading.next < reading.fields.len() {
            row.asks.insert(index, ask);
        }
        if let (Some(pat), Some(value)) = (pat, value) {
            self.ask_all(m, &mut row, &[(Bind::Is(Operand::Value(value)), pat)]);
        }
        (!row.dead).then_some(row)
    }

    /// The literal bits with which all joining rows go on, and how many fields that is. Not worth it where rows differ: then a
    /// number is read and looked up.
    fn common_literal(
        &mut self,
        rows: &VecDeque<State<'a>>,
        joins: &[Option<usize>],
    ) -> Option<(Const, usize)> {
        let mut joining =
            rows.iter()
                .zip(joins)
                .filter_map(|(row, join)| match &row.asks[(*join)?].what {
                    What::Read(reading) => Some(&reading.fields[reading.next..]),
                    _ => None,
                });
        let first = joining.next()?;
        let mut n_fields = first
            .iter()
            .take_while(|field| self.field_literal(field).is_some())
            .count();
        for fields in joining {
            let common = (0..n_fields.min(fields.len()))
                .take_while(|&index| {
                    Spec::of(&first[index], None) == Spec::of(&fields[index], None)
                        && self.field_literal(&first[index]) == self.field_literal(&fields[index])
                })
                .count();
            n_fields = n_fields.min(common);
        }
        if n_fields == 0 {
            return None;
        }
        let fields: Vec<Field<'a>> = first[..n_fields].to_vec();
        Some((self.literal_bits(&fields)?, n_fields))
    }
}

/// What a read does, apart from which row wants it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Spec {
    kind: FieldKind,
    size: Option<Operand>,
    unit: u32,
    flags: purlin_isa::operand::BitFlags,
}

struct Step {
    what: Attempt,
    n_fields: usize,
    /// Does it move the context?
    moves: bool,
}

impl Spec {
    pub(super) fn of(field: &Field<'_>, computed: Option<Operand>) -> Spec {
        let size = match field.size {
            Size::Const(constant) => Some(Operand::Const(constant)),
            Size::Expr(_) => computed,
            Size::None => None,
        };
        Spec {
            kind: field.kind,
            size,
            unit: field.unit,
            flags: field.flags,
        }
    }

    fn step(&self, ctx: Operand, looks: bool) -> Step {
        let Spec {
            kind,
            size,
            unit,
            flags,
        } = *self;
        let size = size.unwrap_or(Operand::Const(Const::Int(0)));
        let what = match (kind, looks) {
            (FieldKind::Integer, true) => Attempt::BsGetInteger {
                ctx,
                size,
                unit,
                flags,
            },
            (FieldKind::Float, _) => Attempt::BsGetFloat {
                ctx,
                size,
                unit,
                flags,
            },
            (FieldKind::Bits, true) => Attempt::BsGetBits { ctx, size, unit },
            (FieldKind::Integer | FieldKind::Bits, false) => {
                Attempt::BsSkipBits { ctx, size, unit }
            }
            (FieldKind::Rest, true) => Attempt::BsGetRest { ctx, unit },
            (FieldKind::Rest, false) => Attempt::BsTestUnit { ctx, unit },
            (FieldKind::Utf(kind), true) => Attempt::BsGetUtf { ctx, kind, flags },
            (FieldKind::Utf(kind), false) => Attempt::BsSkipUtf { ctx, kind, flags },
            (FieldKind::End, _) => Attempt::BsTestRest { ctx, bits: 0 },
        };
        let moves = match kind {
            FieldKind::Integer | FieldKind::Float | FieldKind::Bits | FieldKind::Utf(_) => true,
            FieldKind::Rest => looks,
            FieldKind::End => false,
        };
        Step {
            what,
            n_fields: 1,
            moves,
        }
    }

    fn fixed_bits(&self) -> Option<i64> {
        match (self.kind, self.size) {
            (
                FieldKind::Integer | FieldKind::Bits | FieldKind::Float,
                Some(Operand::Const(Const::Int(size))),
            ) => size.checked_mul(i64::from(self.unit)),
            (FieldKind::Utf(_), _) => Some(8),
            _ => None,
        }
    }

    /// This having been read, can the other field not be at the same place?
    fn excludes(&self, reading: &Reading<'_>) -> bool {
        let Some(field) = reading.fields.get(reading.next) else {
            return false;
        };
        let other = Spec::of(field, reading.size);
        let takes_some = |spec: &Spec| spec.fixed_bits().is_some_and(|bits| bits > 0);
        (self.kind == FieldKind::End && takes_some(&other))
            || (other.kind == FieldKind::End && takes_some(self))
    }
}

impl<'a> What<'a> {
    pub(super) fn field(&self) -> Option<&Field<'a>> {
        match self {
            What::Read(reading) => reading.fields.get(reading.next),
            _ => None,
        }
    }
}

impl Matching<'_> {
    pub(super) fn position(&mut self) -> Position {
        self.next_position += 1;
        Position(self.next_position)
    }
}

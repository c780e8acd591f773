package budget

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/governance/finance/posting"
)

// What a budget's money does once it is there: it is asked for, granted, paid,
// comes back, moves to another budget, and is settled at the year's end.

func (b *Budget) canRequest(cmd expenditure.Request, m *governance.Moment) error {
	if m.Today().Year() < b.Year {
		return governance.Refuse("预算年度尚未开始", "the year of the budget has not begun")
	}
	return b.Lots.Cover(cmd.Amount, cmd.Lot)
}

func (b *Budget) request(cmd expenditure.Request, m *governance.Moment) {
	m.Open(expenditure.Kind, expenditure.Raise{Request: cmd, Budget: b.ID, Unit: b.Unit, Keeper: b.Keeper, Treasurer: b.Treasurer, Level: b.Level, Purpose: b.Purpose, Year: b.Year})
}

func (b *Budget) canReserve(cmd expenditure.Reserve, _ *governance.Moment) error {
	if b.Lots.Cover(cmd.Amount, cmd.Lot) != nil {
		return governance.Refuse("可用余额不足", "too little is left of the budget")
	}
	return nil
}

func (b *Budget) reserve(cmd expenditure.Reserve, m *governance.Moment) {
	b.Reserved += cmd.Amount
	m.Send(m.Cause.Ref, expenditure.Allocate{Lines: b.Lots.Take(cmd.Amount, cmd.Lot)})
	b.post(m, posting.Granting, cmd.Amount, "")
}

func (b *Budget) release(cmd expenditure.Release, m *governance.Moment) {
	sum := b.Lots.Put(cmd.Lines)
	b.Reserved -= sum
	b.post(m, posting.Releasing, sum, "")
}

func (b *Budget) draw(cmd expenditure.Draw, m *governance.Moment) {
	b.Reserved -= cmd.Amount
	b.Spent += cmd.Amount
	b.post(m, posting.Payment, cmd.Amount, cmd.Voucher)
}

func (b *Budget) giveBack(cmd expenditure.GiveBack, m *governance.Moment) {
	sum := b.Lots.Put(cmd.Lines)
	b.Spent -= sum
	b.post(m, posting.GivingBack, sum, "")
}

// giveBackLate returns to the treasury what comes back when the year is closed.
func (b *Budget) giveBackLate(cmd expenditure.GiveBack, m *governance.Moment) {
	sum := fund.Sum(cmd.Lines)
	b.Spent -= sum
	b.Returned += sum
	b.post(m, posting.LateBack, sum, "")
}

func (b *Budget) canTransfer(cmd Transfer, _ *governance.Moment) error {
	if cmd.To == b.ID {
		var f governance.Faults
		f.Add("to", "same-budget", "不应转给本预算", "is the budget itself")
		return f.Err()
	}
	return b.Lots.Cover(cmd.Amount, cmd.Lot)
}

func (b *Budget) transfer(cmd Transfer, m *governance.Moment) {
	b.pass(cmd.To, b.Lots.Take(cmd.Amount, cmd.Lot), b.Year, m)
}

// pass moves what was taken to a budget of a year.
func (b *Budget) pass(to uuid.UUID, lines []fund.Line, year int, m *governance.Moment) {
	in := Receive{District: b.District, Unit: b.Unit, Level: b.Level, Purpose: b.Purpose, Year: year, Carried: year != b.Year}
	for _, l := range lines {
		lot := b.Lots[l.Lot-1]
		in.Lots = append(in.Lots, fund.Lot{Amount: l.Amount, Number: lot.Number, On: lot.On, Budget: b.ID, From: l.Lot})
	}
	sum := fund.Sum(lines)
	b.Out += sum
	m.Send(governance.Ref{Kind: Kind, ID: to}, in)
	b.post(m, posting.GoingOut, sum, "")
}

func (b *Budget) canReceive(cmd Receive, m *governance.Moment) error {
	from, _ := m.Org.Successor(cmd.Unit) // who has the work of a unit that is dissolved has its money too
	unit, _ := m.Org.Successor(b.Unit)
	switch {
	case cmd.District != b.District:
		return governance.Refuse("不能跨区转款", "money does not move between districts")
	case cmd.Year != b.Year || cmd.Level != b.Level:
		return governance.Refuse("转入预算的年度或来源不符", "the year or the level of the other budget is another")
	case cmd.Carried && (from != unit || cmd.Purpose != b.Purpose):
		return governance.Refuse("结转应转入本单位同一用途的预算", "what is carried over stays with its unit and purpose")
	case cmd.Purpose == fund.Serving && b.Purpose != fund.Serving:
		return governance.Refuse("专项经费专款专用", "money for serving residents goes to nothing else")
	}
	return b.Lots.Room(len(cmd.Lots))
}

func (b *Budget) receive(cmd Receive, m *governance.Moment) {
	sum := governance.Yuan(0)
	for _, l := range cmd.Lots {
		l.No, l.Left = len(b.Lots)+1, l.Amount
		b.Lots = append(b.Lots, l)
		sum += l.Amount
	}
	b.In += sum
	b.post(m, posting.ComingIn, sum, "")
}

func (b *Budget) endYear(_ EndYear, m *governance.Moment) { b.Start(m, fund.LimitSettle, b.Treasurer) }

func (b *Budget) canSettle(Settle, *governance.Moment) error {
	if b.Reserved > 0 {
		return governance.Refuse("尚有已批未付的支出，应先支付或取消", "what is granted has to be paid or cancelled first")
	}
	return nil
}

func (b *Budget) settle(cmd Settle, m *governance.Moment) {
	left, how := b.Lots.Left(), Used
	switch {
	case left > 0 && cmd.CarryTo != uuid.Nil:
		how = Carried
		b.pass(cmd.CarryTo, b.Lots.Take(left, 0), b.Year+1, m)
	case left > 0:
		how = Returned
		b.Lots.Take(left, 0)
		b.giveUp(left, m)
	}
	b.MeetAll(m, fund.LimitSettle)
	b.Close(m, how)
}

// post enters a movement of the budget.
func (b *Budget) post(m *governance.Moment, what posting.Movement, amount governance.Yuan, number string) {
	m.Open(posting.Kind, posting.Enter{
		Budget: b.ID, Unit: b.Unit, Treasurer: b.Treasurer, Level: b.Level, Purpose: b.Purpose, Year: b.Year, Movement: what, Amount: amount, Number: number,
	})
}

package finance

import (
	"cmp"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which budgets are kept.
const Kind = "budget"

// The phases of a budget.
const (
	Proposed governance.Phase = "proposed" // 待批复
	Open     governance.Phase = "open"     // 执行中
	Settling governance.Phase = "settling" // 待决算
	Closed   governance.Phase = "closed"   // 已决算
	Dropped  governance.Phase = "dropped"  // 未批复
)

// The outcomes of a budget.
const (
	Rejected  = "rejected"  // 不予批复
	Withdrawn = "withdrawn" // 撤回
	Carried   = "carried"   // 余额结转
	Returned  = "returned"  // 余额收回
	Used      = "used"      // 已用完
)

// A Budget is what a unit may use in a year (经费预算). Of what came in (appropriated
// and in), each fen is at any time in exactly one place: left in a lot, reserved,
// spent, out, or returned.
type Budget struct {
	governance.Head
	Unit         orgtree.Code    `json:"unit" zh:"使用单位" en:"Unit"`
	Keeper       orgtree.Code    `json:"keeper" zh:"管账单位" en:"Who keeps the money"`
	Treasurer    orgtree.Code    `json:"treasurer" zh:"财政部门" en:"The treasury"`
	Level        Level           `json:"level" zh:"来源" en:"Level"`
	Purpose      Purpose         `json:"purpose" zh:"用途" en:"Purpose"`
	Year         int             `json:"year" zh:"年度" en:"Year"`
	Text         string          `json:"text,omitempty" zh:"说明" en:"Text"`
	Amount       governance.Yuan `json:"amount" zh:"预算数" en:"Amount"`
	Lots         []Lot           `json:"lots,omitempty" zh:"拨付" en:"Appropriations"`
	Appropriated governance.Yuan `json:"appropriated,omitzero" zh:"已拨付" en:"Appropriated"`
	Reserved     governance.Yuan `json:"reserved,omitzero" zh:"已批待付" en:"Reserved"`
	Spent        governance.Yuan `json:"spent,omitzero" zh:"已支出" en:"Spent"`
	In           governance.Yuan `json:"in,omitzero" zh:"转入" en:"In from other budgets"`
	Out          governance.Yuan `json:"out,omitzero" zh:"转出" en:"Out to other budgets"`
	Returned     governance.Yuan `json:"returned,omitzero" zh:"已收回" en:"Returned to the treasury"`
}

// A Lot is money that came in at once: an appropriation, or what came from a lot of
// another budget by transfer or carry-over.
type Lot struct {
	No     int             `json:"no" zh:"序号" en:"Number"`
	Amount governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
	Left   governance.Yuan `json:"left,omitzero" zh:"余额" en:"Left"`
	Number string          `json:"number" zh:"拨付文号" en:"Number of the document"`
	On     civil.Date      `json:"on" zh:"日期" en:"Day"`
	Budget uuid.UUID       `json:"budget,omitzero" zh:"来自预算" en:"Budget it came from"`
	From   int             `json:"from,omitempty" zh:"来自序号" en:"Its number there"`
}

// A Line says how much came from which lot (资金来源).
type Line struct {
	Lot    int             `json:"lot" zh:"拨付序号" en:"Lot" rule:"required,min=1"`
	Amount governance.Yuan `json:"amount" zh:"金额" en:"Amount" rule:"required"`
	Back   governance.Yuan `json:"back,omitzero" zh:"已退回" en:"Come back"`
}

// mostLots bounds the lots of a budget: more than one a week would be a mistake [D].
const mostLots = 60

func (b *Budget) left() (sum governance.Yuan) {
	for _, l := range b.Lots {
		sum += l.Left
	}
	return sum
}

func (b *Budget) canPropose(cmd Propose, m *governance.Moment) error {
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	if year := civil.DateOf(m.Now()).Year(); cmd.Year != year && cmd.Year != year+1 {
		f.Add("year", "not-near", "应为今年或明年", "is neither this year nor the next")
	}
	return f.Err()
}

func (b *Budget) propose(cmd Propose, m *governance.Moment) {
	b.Unit, b.Level, b.Purpose, b.Year, b.Amount, b.Text = cmd.Unit, cmd.Level, cmd.Purpose, cmd.Year, cmd.Amount, cmd.Text
	b.Keeper = cmp.Or(m.UnitAt(governance.Of(orgtree.Town, cmd.Unit)), cmd.Unit)
	b.Treasurer = cmp.Or(m.Policy.(*Rules).Treasury, b.District)
	m.Take(b.only())
	b.Start(m, LimitApprove, b.Treasurer)
}

// net is what has been appropriated and not gone back. Money that came from another
// budget and went back frees nothing.
func (b *Budget) net() governance.Yuan { return max(0, b.Appropriated-b.Returned) }

// only is the claim that there is one budget of a unit, level, purpose and year.
func (b *Budget) only() governance.Claim {
	return governance.Claim(fmt.Sprintf("budget:%s:%s:%s:%d", b.Unit, b.Level, b.Purpose, b.Year))
}

func (b *Budget) canApprove(cmd Approve, m *governance.Moment) error {
	if civil.DateOf(m.Now()).Year() > b.Year {
		return governance.Refuse("预算年度已过", "the year of the budget is over")
	}
	return positive(cmd.Amount)
}

func positive(amount governance.Yuan) error {
	var f governance.Faults
	amount.Positive(&f, "amount")
	return f.Err()
}

func (b *Budget) approve(cmd Approve, m *governance.Moment) {
	b.Amount = cmd.Amount
	b.MeetAll(m, LimitApprove)
	b.Schedule(civil.Of(b.Year, time.December, 31).End(), EndYear{}.Verb())
}

func (b *Budget) reject(_ Reject, m *governance.Moment) { b.drop(m, Rejected) }

func (b *Budget) withdraw(_ Withdraw, m *governance.Moment) { b.drop(m, Withdrawn) }

func (b *Budget) drop(m *governance.Moment, how string) {
	b.MeetAll(m, LimitApprove)
	m.Release(b.only())
	b.Close(m, how)
}

func (b *Budget) canAdjust(cmd Adjust, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	if cmd.Amount < b.net() {
		f.Add("amount", "appropriated", "不应少于已拨付金额", "is less than what has been appropriated")
	}
	return f.Err()
}

func (b *Budget) adjust(cmd Adjust, _ *governance.Moment) { b.Amount = cmd.Amount }

func (b *Budget) canAppropriate(cmd Appropriate, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	if cmd.Amount > b.Amount-b.net() {
		f.Add("amount", "over-budget", "超出预算未拨付数", "is more than has been approved and not yet appropriated")
	}
	if len(b.Lots) == mostLots {
		return governance.Refuse("拨付笔数过多", "there are too many lots")
	}
	return f.Err()
}

func (b *Budget) appropriate(cmd Appropriate, m *governance.Moment) {
	b.Appropriated += cmd.Amount
	b.Lots = append(b.Lots, Lot{No: len(b.Lots) + 1, Amount: cmd.Amount, Left: cmd.Amount, Number: cmd.Number, On: civil.DateOf(m.Now())})
	b.post(m, Appropriation, cmd.Amount, cmd.Number)
}

func (b *Budget) canRecall(cmd Recall, _ *governance.Moment) error {
	return b.covers(cmd.Amount, cmd.Lot)
}

// covers reports as faults that what is left, or what is left of a lot that is
// named, is not enough.
func (b *Budget) covers(amount governance.Yuan, lot int) error {
	var f governance.Faults
	amount.Positive(&f, "amount")
	left := b.left()
	if lot > len(b.Lots) || lot < 0 {
		f.Add("lot", "unknown-lot", "没有这笔拨付", "is not a lot of the budget")
	} else if lot > 0 {
		left = b.Lots[lot-1].Left
	}
	if amount > left {
		f.Add("amount", "overspent", "可用余额不足", "is more than what is left")
	}
	return f.Err()
}

// take takes an amount that is covered from the lot that is named, or from the
// oldest that have some left (先进先出).
func (b *Budget) take(amount governance.Yuan, lot int) (lines []Line) {
	for i := range b.Lots {
		part := min(amount, b.Lots[i].Left)
		if part == 0 || lot > 0 && lot != b.Lots[i].No {
			continue
		}
		b.Lots[i].Left -= part
		amount -= part
		lines = append(lines, Line{Lot: b.Lots[i].No, Amount: part})
	}
	return lines
}

// put puts back what lines took.
func (b *Budget) put(lines []Line) (sum governance.Yuan) {
	for _, l := range lines {
		b.Lots[l.Lot-1].Left += l.Amount
		sum += l.Amount
	}
	return sum
}

func (b *Budget) recall(cmd Recall, m *governance.Moment) {
	b.take(cmd.Amount, cmd.Lot)
	b.giveUp(cmd.Amount, m)
}

// giveUp notes that what was taken has gone back to the treasury.
func (b *Budget) giveUp(amount governance.Yuan, m *governance.Moment) {
	b.Returned += amount
	b.post(m, Recalling, amount, "")
}

func (b *Budget) whoProposes(to []governance.Address) []governance.Address {
	unit := cmp.Or(b.Unit, b.Site())
	return append(to, governance.Unit(unit), governance.Of(orgtree.Town, unit))
}

func (b *Budget) whoIsTreasury(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Treasurer))
}

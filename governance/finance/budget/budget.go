package budget

import (
	"cmp"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/governance/finance/posting"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which budgets are kept.
const Kind = expenditure.KindBudget

// The phases of a budget.
const (
	Proposed governance.Phase = "proposed" // 待批复
	Open     governance.Phase = "open"     // 执行中
	Settling governance.Phase = "settling" // 待决算
	Closed   governance.Phase = "closed"   // 已决算
	Dropped  governance.Phase = "dropped"  // 未批复
)

// The outcomes of an approved budget.
const (
	Carried  = "carried"  // 余额结转
	Returned = "returned" // 余额收回
	Used     = "used"     // 已用完
)

// A Budget is what a unit may use in a year (经费预算). Of what came in (appropriated
// and in), each fen is at any time in exactly one place: left in a lot, reserved,
// spent, out, or returned.
type Budget struct {
	governance.Head
	Unit         orgtree.Code    `json:"unit" zh:"使用单位" en:"Unit"`
	Keeper       orgtree.Code    `json:"keeper" zh:"管账单位" en:"Who keeps the money"`
	Treasurer    orgtree.Code    `json:"treasurer" zh:"财政部门" en:"The treasury"`
	Level        fund.Level      `json:"level" zh:"来源" en:"Level"`
	Purpose      fund.Purpose    `json:"purpose" zh:"用途" en:"Purpose"`
	Year         int             `json:"year" zh:"年度" en:"Year"`
	Text         string          `json:"text,omitempty" zh:"说明" en:"Text"`
	Amount       governance.Yuan `json:"amount" zh:"预算数" en:"Amount"`
	Lots         fund.Lots       `json:"lots,omitempty" zh:"拨付" en:"Appropriations"`
	Appropriated governance.Yuan `json:"appropriated,omitzero" zh:"已拨付" en:"Appropriated"`
	Reserved     governance.Yuan `json:"reserved,omitzero" zh:"已批待付" en:"Reserved"`
	Spent        governance.Yuan `json:"spent,omitzero" zh:"已支出" en:"Spent"`
	In           governance.Yuan `json:"in,omitzero" zh:"转入" en:"In from other budgets"`
	Out          governance.Yuan `json:"out,omitzero" zh:"转出" en:"Out to other budgets"`
	Returned     governance.Yuan `json:"returned,omitzero" zh:"已收回" en:"Returned to the treasury"`
}

func (b *Budget) canPropose(cmd Propose, m *governance.Moment) error {
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	if year := m.Today().Year(); cmd.Year != year && cmd.Year != year+1 {
		f.Add("year", "not-near", "应为今年或明年", "is neither this year nor the next")
	}
	return f.Err()
}

func (b *Budget) propose(cmd Propose, m *governance.Moment) {
	b.Unit, b.Level, b.Purpose, b.Year, b.Amount, b.Text = cmd.Unit, cmd.Level, cmd.Purpose, cmd.Year, cmd.Amount, cmd.Text
	b.Keeper = cmp.Or(m.UnitAt(governance.Of(orgtree.Town, cmd.Unit)), cmd.Unit)
	b.Treasurer = cmp.Or(m.Policy.(*fund.Rules).Treasury, b.District)
	m.Take(b.only())
	b.Start(m, fund.LimitApprove, b.Treasurer)
}

// net is what has been appropriated and not gone back. Money that came from another
// budget and went back frees nothing.
func (b *Budget) net() governance.Yuan { return max(0, b.Appropriated-b.Returned) }

// only is the claim that there is one budget of a unit, level, purpose and year.
func (b *Budget) only() governance.Claim {
	return governance.Claim(fmt.Sprintf("budget:%s:%s:%s:%d", b.Unit, b.Level, b.Purpose, b.Year))
}

func (b *Budget) canApprove(cmd Approve, m *governance.Moment) error {
	if m.Today().Year() > b.Year {
		return governance.Refuse("预算年度已过", "the year of the budget is over")
	}
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	return f.Err()
}

func (b *Budget) approve(cmd Approve, m *governance.Moment) {
	b.Amount = cmd.Amount
	b.MeetAll(m, fund.LimitApprove)
	b.Schedule(civil.Of(b.Year, time.December, 31).End(), EndYear{}.Verb())
}

func (b *Budget) reject(_ fund.Reject, m *governance.Moment) { b.drop(m, fund.Rejected) }

func (b *Budget) withdraw(_ fund.Withdraw, m *governance.Moment) { b.drop(m, fund.Withdrawn) }

func (b *Budget) drop(m *governance.Moment, how string) {
	b.MeetAll(m, fund.LimitApprove)
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
	return cmp.Or(b.Lots.Room(1), f.Err())
}

func (b *Budget) appropriate(cmd Appropriate, m *governance.Moment) {
	b.Appropriated += cmd.Amount
	b.Lots = append(b.Lots, fund.Lot{No: len(b.Lots) + 1, Amount: cmd.Amount, Left: cmd.Amount, Number: cmd.Number, On: m.Today()})
	b.post(m, posting.Appropriation, cmd.Amount, cmd.Number)
}

func (b *Budget) canRecall(cmd Recall, _ *governance.Moment) error {
	return b.Lots.Cover(cmd.Amount, cmd.Lot)
}

func (b *Budget) recall(cmd Recall, m *governance.Moment) {
	b.Lots.Take(cmd.Amount, cmd.Lot)
	b.giveUp(cmd.Amount, m)
}

// giveUp notes that what was taken has gone back to the treasury.
func (b *Budget) giveUp(amount governance.Yuan, m *governance.Moment) {
	b.Returned += amount
	b.post(m, posting.Recalling, amount, "")
}

func (b *Budget) whoProposes(to []governance.Address) []governance.Address {
	unit := cmp.Or(b.Unit, b.Site())
	return append(to, governance.Unit(unit), governance.Of(orgtree.Town, unit))
}

func (b *Budget) whoIsTreasury(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(b.Treasurer))
}

package expenditure

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which expenditures are kept.
const Kind = "expenditure"

// KindBudget is the kind under which the budgets are kept that pay them.
const KindBudget = "budget"

// The phases of an expenditure.
const (
	Asked    governance.Phase = "asked"    // 待审批
	Granted  governance.Phase = "granted"  // 待支付
	Paid     governance.Phase = "paid"     // 已支付
	Reversed governance.Phase = "reversed" // 已冲销
	Unspent  governance.Phase = "unspent"  // 未支付
)

// Cancelled is the outcome of what was granted and not paid (取消).
const Cancelled = "cancelled"

// An Expenditure is one use of a budget's money (支出).
type Expenditure struct {
	governance.Head
	Title     string          `json:"title" zh:"事由" en:"What for"`
	Text      string          `json:"text,omitempty" zh:"说明" en:"Text"`
	Payee     string          `json:"payee" zh:"收款方" en:"Payee" personal:"content"`
	Unit      orgtree.Code    `json:"unit" zh:"使用单位" en:"Unit"`
	Keeper    orgtree.Code    `json:"keeper" zh:"管账单位" en:"Who keeps the money"`
	Treasurer orgtree.Code    `json:"treasurer" zh:"财政部门" en:"The treasury"`
	Granter   orgtree.Code    `json:"granter" zh:"审批单位" en:"Who grants it"`
	Level     fund.Level      `json:"level" zh:"来源" en:"Level"`
	Purpose   fund.Purpose    `json:"purpose" zh:"用途" en:"Purpose"`
	Year      int             `json:"year" zh:"年度" en:"Year"`
	Amount    governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
	Lot       int             `json:"lot,omitempty" zh:"指定拨付序号" en:"Lot that is named"`
	Lines     []fund.Line     `json:"lines,omitempty" zh:"资金来源" en:"Where it came from"`
	Voucher   string          `json:"voucher,omitempty" zh:"凭证号" en:"Voucher"`
	PaidOn    civil.Date      `json:"paidOn,omitzero" zh:"支付日" en:"Paid on"`
	Refunded  governance.Yuan `json:"refunded,omitzero" zh:"已退回" en:"Refunded"`
}

func (e *Expenditure) raise(cmd Raise, m *governance.Moment) {
	e.Title, e.Text, e.Payee, e.Amount, e.Lot = cmd.Title, cmd.Text, cmd.Payee, cmd.Amount, cmd.Lot
	e.Parent, e.Unit, e.Keeper, e.Level, e.Purpose, e.Year = cmd.Budget, cmd.Unit, cmd.Keeper, cmd.Level, cmd.Purpose, cmd.Year
	e.Treasurer, e.Granter = cmd.Treasurer, cmd.Treasurer
	if e.Keeper != e.Unit && e.Amount <= m.Policy.(*fund.Rules).KeeperGrants {
		e.Granter = e.Keeper
	}
	e.Start(m, fund.LimitGrant, e.Granter)
}

func (e *Expenditure) paidFrom() governance.Ref {
	return governance.Ref{Kind: KindBudget, ID: e.Parent}
}

func (e *Expenditure) grant(_ Grant, m *governance.Moment) {
	e.MeetAll(m, fund.LimitGrant)
	e.Start(m, fund.LimitPay, e.Keeper)
	m.Send(e.paidFrom(), Reserve{Amount: e.Amount, Lot: e.Lot})
}

func (e *Expenditure) allocate(cmd Allocate, _ *governance.Moment) { e.Lines = cmd.Lines }

func (e *Expenditure) reject(_ fund.Reject, m *governance.Moment) { e.drop(m, fund.Rejected) }

func (e *Expenditure) withdraw(_ fund.Withdraw, m *governance.Moment) { e.drop(m, fund.Withdrawn) }

func (e *Expenditure) drop(m *governance.Moment, how string) {
	e.MeetAll(m, fund.LimitGrant)
	e.Close(m, how)
}

func (e *Expenditure) cancel(_ Cancel, m *governance.Moment) {
	m.Send(e.paidFrom(), Release{e.Lines})
	e.Lines = nil
	e.Close(m, Cancelled)
}

func (e *Expenditure) pay(cmd Pay, m *governance.Moment) {
	e.Voucher, e.PaidOn = cmd.Voucher, m.Today()
	e.MeetAll(m, fund.LimitPay)
	m.Send(e.paidFrom(), Draw{Amount: e.Amount, Voucher: cmd.Voucher})
	e.Close(m, string(Paid))
}

func (e *Expenditure) canRefund(cmd Refund, _ *governance.Moment) error {
	var f governance.Faults
	cmd.Amount.Positive(&f, "amount")
	if cmd.Amount > e.Amount-e.Refunded {
		f.Add("amount", "not-spent", "超出未退回的金额", "is more than what has not come back yet")
	}
	return f.Err()
}

func (e *Expenditure) refund(cmd Refund, m *governance.Moment) { e.giveBack(cmd.Amount, m) }

func (e *Expenditure) reverse(_ Reverse, m *governance.Moment) {
	if rest := e.Amount - e.Refunded; rest > 0 {
		e.giveBack(rest, m)
	}
	e.Close(m, string(Reversed))
}

// giveBack sends what came back to the lots it was taken from, the youngest first,
// so that the oldest stay used up [D].
func (e *Expenditure) giveBack(amount governance.Yuan, m *governance.Moment) {
	e.Refunded += amount
	var back []fund.Line
	for i := len(e.Lines) - 1; i >= 0 && amount > 0; i-- {
		l := &e.Lines[i]
		if part := min(amount, l.Amount-l.Back); part > 0 {
			l.Back += part
			amount -= part
			back = append(back, fund.Line{Lot: l.Lot, Amount: part})
		}
	}
	m.Send(e.paidFrom(), GiveBack{back})
}

func (e *Expenditure) whoAsks(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(e.Unit), governance.Unit(e.Keeper))
}

func (e *Expenditure) whoGrants(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(e.Granter))
}

func (e *Expenditure) whoKeeps(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(e.Keeper))
}

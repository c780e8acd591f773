package finance

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindExpenditure is the kind under which expenditures are kept.
const KindExpenditure = "expenditure"

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
	Level     Level           `json:"level" zh:"来源" en:"Level"`
	Purpose   Purpose         `json:"purpose" zh:"用途" en:"Purpose"`
	Year      int             `json:"year" zh:"年度" en:"Year"`
	Amount    governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
	Lot       int             `json:"lot,omitempty" zh:"指定拨付序号" en:"Lot that is named"`
	Lines     []Line          `json:"lines,omitempty" zh:"资金来源" en:"Where it came from"`
	Voucher   string          `json:"voucher,omitempty" zh:"凭证号" en:"Voucher"`
	PaidOn    civil.Date      `json:"paidOn,omitzero" zh:"支付日" en:"Paid on"`
	Refunded  governance.Yuan `json:"refunded,omitzero" zh:"已退回" en:"Refunded"`
}

// Raise opens what was asked for; it follows from asking.
type Raise struct {
	Request
	Budget    uuid.UUID    `json:"budget" zh:"预算" en:"Budget" rule:"required"`
	Unit      orgtree.Code `json:"unit" zh:"使用单位" en:"Unit" rule:"required"`
	Keeper    orgtree.Code `json:"keeper" zh:"管账单位" en:"Who keeps the money" rule:"required"`
	Treasurer orgtree.Code `json:"treasurer" zh:"财政部门" en:"The treasury" rule:"required"`
	Level     Level        `json:"level" zh:"来源" en:"Level" rule:"required"`
	Purpose   Purpose      `json:"purpose" zh:"用途" en:"Purpose" rule:"required"`
	Year      int          `json:"year" zh:"年度" en:"Year" rule:"required,min=2000,max=2999"`
}

// Verb is "raise".
func (Raise) Verb() string { return "raise" }

// Site is the unit that spends it.
func (r Raise) Site() orgtree.Code { return r.Unit }

// Grant grants it: the money is set aside (同意支出).
type Grant struct {
	Text string `json:"text,omitempty" zh:"审批意见" en:"Opinion" rule:"max=500"`
}

// Verb is "grant".
func (Grant) Verb() string { return "grant" }

// Allocate says from which lots it is paid; it follows from granting.
type Allocate struct {
	Lines []Line `json:"lines" zh:"资金来源" en:"Lines" rule:"required,max=60"`
}

// Verb is "allocate".
func (Allocate) Verb() string { return "allocate" }

// Pay records that it was paid (支付).
type Pay struct {
	Voucher string `json:"voucher" zh:"凭证号" en:"Voucher" rule:"required,max=60"`
}

// Verb is "pay".
func (Pay) Verb() string { return "pay" }

// Cancel gives up what was granted and not paid (取消支出).
type Cancel struct {
	Reason string `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "cancel".
func (Cancel) Verb() string { return "cancel" }

// Refund records that a part of what was paid came back (退回).
type Refund struct {
	Amount governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Reason string          `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "refund".
func (Refund) Verb() string { return "refund" }

// Reverse undoes a payment as a whole: what has not come back yet has (冲销).
type Reverse struct {
	Reason string `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "reverse".
func (Reverse) Verb() string { return "reverse" }

func (e *Expenditure) raise(cmd Raise, m *governance.Moment) {
	e.Title, e.Text, e.Payee, e.Amount, e.Lot = cmd.Title, cmd.Text, cmd.Payee, cmd.Amount, cmd.Lot
	e.Parent, e.Unit, e.Keeper, e.Level, e.Purpose, e.Year = cmd.Budget, cmd.Unit, cmd.Keeper, cmd.Level, cmd.Purpose, cmd.Year
	e.Treasurer, e.Granter = cmd.Treasurer, cmd.Treasurer
	if e.Keeper != e.Unit && e.Amount <= m.Policy.(*Rules).KeeperGrants {
		e.Granter = e.Keeper
	}
	e.Start(m, LimitGrant, e.Granter)
}

func (e *Expenditure) budget() governance.Ref { return governance.Ref{Kind: Kind, ID: e.Parent} }

func (e *Expenditure) grant(_ Grant, m *governance.Moment) {
	e.MeetAll(m, LimitGrant)
	e.Start(m, LimitPay, e.Keeper)
	m.Send(e.budget(), Reserve{Amount: e.Amount, Lot: e.Lot})
}

func (e *Expenditure) allocate(cmd Allocate, _ *governance.Moment) { e.Lines = cmd.Lines }

func (e *Expenditure) reject(_ Reject, m *governance.Moment) { e.drop(m, Rejected) }

func (e *Expenditure) withdraw(_ Withdraw, m *governance.Moment) { e.drop(m, Withdrawn) }

func (e *Expenditure) drop(m *governance.Moment, how string) {
	e.MeetAll(m, LimitGrant)
	e.Close(m, how)
}

func (e *Expenditure) cancel(_ Cancel, m *governance.Moment) {
	m.Send(e.budget(), Release{e.Lines})
	e.Lines = nil
	e.Close(m, Cancelled)
}

func (e *Expenditure) pay(cmd Pay, m *governance.Moment) {
	e.Voucher, e.PaidOn = cmd.Voucher, civil.DateOf(m.Now())
	e.MeetAll(m, LimitPay)
	m.Send(e.budget(), Draw{Amount: e.Amount, Voucher: cmd.Voucher})
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
	var back []Line
	for i := len(e.Lines) - 1; i >= 0 && amount > 0; i-- {
		l := &e.Lines[i]
		if part := min(amount, l.Amount-l.Back); part > 0 {
			l.Back += part
			amount -= part
			back = append(back, Line{Lot: l.Lot, Amount: part})
		}
	}
	m.Send(e.budget(), GiveBack{back})
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

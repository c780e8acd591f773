package expenditure

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Request asks for an expenditure (申请支出).
type Request struct {
	Title  string          `json:"title" zh:"事由" en:"What for" rule:"required,max=100"`
	Text   string          `json:"text,omitempty" zh:"说明" en:"Text" rule:"max=2000"`
	Payee  string          `json:"payee" zh:"收款方" en:"Payee" rule:"required,max=100" personal:"content"`
	Amount governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Lot    int             `json:"lot,omitempty" zh:"指定拨付序号" en:"Lot, where one is named" rule:"max=60"`
}

// Verb is "request".
func (Request) Verb() string { return "request" }

// Reserve sets aside what is granted; it follows from granting.
type Reserve struct {
	Amount governance.Yuan `json:"amount" zh:"金额" en:"Amount" rule:"required"`
	Lot    int             `json:"lot,omitempty" zh:"指定拨付序号" en:"Lot"`
}

// Verb is "reserve".
func (Reserve) Verb() string { return "reserve" }

// Release frees what was set aside; it follows from cancelling.
type Release struct {
	Lines []fund.Line `json:"lines" zh:"资金来源" en:"Lines" rule:"required,max=60"`
}

// Verb is "release".
func (Release) Verb() string { return "release" }

// Draw pays out of what was set aside; it follows from paying.
type Draw struct {
	Amount  governance.Yuan `json:"amount" zh:"金额" en:"Amount" rule:"required"`
	Voucher string          `json:"voucher" zh:"凭证号" en:"Voucher" rule:"required,max=60"`
}

// Verb is "draw".
func (Draw) Verb() string { return "draw" }

// GiveBack takes in what was paid and came back; it follows from a refund.
type GiveBack struct {
	Lines []fund.Line `json:"lines" zh:"资金来源" en:"Lines" rule:"required,max=60"`
}

// Verb is "give-back".
func (GiveBack) Verb() string { return "give-back" }

// Raise opens what was asked for; it follows from asking.
type Raise struct {
	Request
	Budget    uuid.UUID    `json:"budget" zh:"预算" en:"Budget" rule:"required"`
	Unit      orgtree.Code `json:"unit" zh:"使用单位" en:"Unit" rule:"required"`
	Keeper    orgtree.Code `json:"keeper" zh:"管账单位" en:"Who keeps the money" rule:"required"`
	Treasurer orgtree.Code `json:"treasurer" zh:"财政部门" en:"The treasury" rule:"required"`
	Level     fund.Level   `json:"level" zh:"来源" en:"Level" rule:"required"`
	Purpose   fund.Purpose `json:"purpose" zh:"用途" en:"Purpose" rule:"required"`
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
	Lines []fund.Line `json:"lines" zh:"资金来源" en:"Lines" rule:"required,max=60"`
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

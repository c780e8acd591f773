package budget

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Propose asks for a budget (申报预算).
type Propose struct {
	Unit    orgtree.Code    `json:"unit" zh:"使用单位" en:"Unit" rule:"required"`
	Level   fund.Level      `json:"level" zh:"来源" en:"Level" rule:"required"`
	Purpose fund.Purpose    `json:"purpose" zh:"用途" en:"Purpose" rule:"required"`
	Year    int             `json:"year" zh:"年度" en:"Year" rule:"required,min=2000,max=2999"`
	Amount  governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Text    string          `json:"text,omitempty" zh:"说明" en:"Text" rule:"max=2000"`
}

// Verb is "propose".
func (Propose) Verb() string { return "propose" }

// Site is the unit whose budget it is.
func (p Propose) Site() orgtree.Code { return p.Unit }

// Approve approves a budget with an amount (批复预算).
type Approve struct {
	Amount governance.Yuan `json:"amount" zh:"批复金额（元）" en:"Amount, in yuan" rule:"required"`
	Number string          `json:"number" zh:"文号" en:"Number of the document" rule:"required,max=60"`
}

// Verb is "approve".
func (Approve) Verb() string { return "approve" }

// Adjust changes the amount of a budget within the year (预算调整).
type Adjust struct {
	Amount governance.Yuan `json:"amount" zh:"调整后金额（元）" en:"New amount, in yuan" rule:"required"`
	Number string          `json:"number" zh:"文号" en:"Number of the document" rule:"required,max=60"`
}

// Verb is "adjust".
func (Adjust) Verb() string { return "adjust" }

// Appropriate puts money into a budget (拨付).
type Appropriate struct {
	Amount governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Number string          `json:"number" zh:"文号" en:"Number of the document" rule:"required,max=60"`
}

// Verb is "appropriate".
func (Appropriate) Verb() string { return "appropriate" }

// Recall takes back from a lot what has not been used (收回).
type Recall struct {
	Lot    int             `json:"lot" zh:"拨付序号" en:"Lot" rule:"required,min=1,max=60"`
	Amount governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Reason string          `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "recall".
func (Recall) Verb() string { return "recall" }

// Transfer moves money to another budget of the same year and level (调剂), the
// oldest first or from the lot that is named.
type Transfer struct {
	To     uuid.UUID       `json:"to" zh:"转入预算" en:"To budget" rule:"required"`
	Amount governance.Yuan `json:"amount" zh:"金额（元）" en:"Amount, in yuan" rule:"required"`
	Lot    int             `json:"lot,omitempty" zh:"指定拨付序号" en:"Lot, where one is named" rule:"max=60"`
	Reason string          `json:"reason" zh:"原因" en:"Reason" rule:"required,max=500"`
}

// Verb is "transfer".
func (Transfer) Verb() string { return "transfer" }

// Settle closes the year (决算): what is left is carried over to a budget of the
// next year (结转), or goes back to the treasury.
type Settle struct {
	CarryTo uuid.UUID `json:"carryTo,omitzero" zh:"结转至" en:"Carried over to"`
}

// Verb is "settle".
func (Settle) Verb() string { return "settle" }

// EndYear is given by time when the year of the budget is over.
type EndYear struct{}

// Verb is "end-year".
func (EndYear) Verb() string { return "end-year" }

// Receive takes in what another budget passes on; it follows from that.
type Receive struct {
	District orgtree.Code `json:"district" zh:"区" en:"District"`
	Unit     orgtree.Code `json:"unit" zh:"来自单位" en:"From unit"`
	Level    fund.Level   `json:"level" zh:"来源" en:"Level"`
	Purpose  fund.Purpose `json:"purpose" zh:"用途" en:"Purpose"`
	Year     int          `json:"year" zh:"年度" en:"Year"`
	Carried  bool         `json:"carried,omitempty" zh:"结转" en:"Carried over"`
	Lots     []fund.Lot   `json:"lots" zh:"款项" en:"Lots" rule:"required,max=60"`
}

// Verb is "receive".
func (Receive) Verb() string { return "receive" }

package finance

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindPosting is the kind under which postings are kept.
const KindPosting = "posting"

// Posted is the only phase of a posting: nothing changes it (已记账).
const Posted governance.Phase = "posted"

// A Posting is one movement of a budget's money in double entry (记账凭证). What
// was wrong is not changed but reversed by another.
type Posting struct {
	governance.Head
	Unit      orgtree.Code    `json:"unit" zh:"使用单位" en:"Unit"`
	Treasurer orgtree.Code    `json:"treasurer" zh:"财政部门" en:"The treasury"`
	Level     Level           `json:"level" zh:"来源" en:"Level"`
	Purpose   Purpose         `json:"purpose" zh:"用途" en:"Purpose"`
	Year      int             `json:"year" zh:"年度" en:"Year"`
	Movement  Movement        `json:"movement" zh:"业务" en:"Movement"`
	Debit     Account         `json:"debit" zh:"借方科目" en:"Debit"`
	Credit    Account         `json:"credit" zh:"贷方科目" en:"Credit"`
	Amount    governance.Yuan `json:"amount" zh:"金额" en:"Amount"`
	Number    string          `json:"number,omitempty" zh:"文号或凭证号" en:"Document or voucher"`
}

// Enter enters a posting (记账); it follows from a movement.
type Enter struct {
	Budget    uuid.UUID       `json:"budget" zh:"预算" en:"Budget" rule:"required"`
	Unit      orgtree.Code    `json:"unit" zh:"使用单位" en:"Unit" rule:"required"`
	Treasurer orgtree.Code    `json:"treasurer" zh:"财政部门" en:"The treasury" rule:"required"`
	Level     Level           `json:"level" zh:"来源" en:"Level" rule:"required"`
	Purpose   Purpose         `json:"purpose" zh:"用途" en:"Purpose" rule:"required"`
	Year      int             `json:"year" zh:"年度" en:"Year" rule:"required,min=2000,max=2999"`
	Movement  Movement        `json:"movement" zh:"业务" en:"Movement" rule:"required"`
	Amount    governance.Yuan `json:"amount" zh:"金额" en:"Amount" rule:"required"`
	Number    string          `json:"number,omitempty" zh:"文号或凭证号" en:"Document or voucher" rule:"max=60"`
}

// Verb is "enter".
func (Enter) Verb() string { return "enter" }

// Site is the unit whose money moves.
func (e Enter) Site() orgtree.Code { return e.Unit }

// post enters a movement of the budget.
func (b *Budget) post(m *governance.Moment, what Movement, amount governance.Yuan, number string) {
	m.Open(KindPosting, Enter{b.ID, b.Unit, b.Treasurer, b.Level, b.Purpose, b.Year, what, amount, number})
}

func (p *Posting) enter(cmd Enter, m *governance.Moment) {
	p.Parent, p.Unit, p.Treasurer, p.Level, p.Purpose, p.Year = cmd.Budget, cmd.Unit, cmd.Treasurer, cmd.Level, cmd.Purpose, cmd.Year
	p.Movement, p.Amount, p.Number = cmd.Movement, cmd.Amount, cmd.Number
	p.Debit, p.Credit = entries[cmd.Movement].debit, entries[cmd.Movement].credit
	p.Close(m, string(Posted))
}

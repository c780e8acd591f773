package posting

import (
	"context"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which postings are kept.
const Kind = "posting"

// Posted is the only phase of a posting: nothing changes it (已记账).
const Posted governance.Phase = "posted"

// A Posting is one movement of a budget's money in double entry (记账凭证). What
// was wrong is not changed but reversed by another.
type Posting struct {
	governance.Head
	Unit      orgtree.Code    `json:"unit" zh:"使用单位" en:"Unit"`
	Treasurer orgtree.Code    `json:"treasurer" zh:"财政部门" en:"The treasury"`
	Level     fund.Level      `json:"level" zh:"来源" en:"Level"`
	Purpose   fund.Purpose    `json:"purpose" zh:"用途" en:"Purpose"`
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
	Level     fund.Level      `json:"level" zh:"来源" en:"Level" rule:"required"`
	Purpose   fund.Purpose    `json:"purpose" zh:"用途" en:"Purpose" rule:"required"`
	Year      int             `json:"year" zh:"年度" en:"Year" rule:"required,min=2000,max=2999"`
	Movement  Movement        `json:"movement" zh:"业务" en:"Movement" rule:"required"`
	Amount    governance.Yuan `json:"amount" zh:"金额" en:"Amount" rule:"required"`
	Number    string          `json:"number,omitempty" zh:"文号或凭证号" en:"Document or voucher" rule:"max=60"`
}

// Verb is "enter".
func (Enter) Verb() string { return "enter" }

// Site is the unit whose money moves.
func (e Enter) Site() orgtree.Code { return e.Unit }

func (p *Posting) enter(cmd Enter, m *governance.Moment) {
	p.Parent, p.Unit, p.Treasurer, p.Level, p.Purpose, p.Year = cmd.Budget, cmd.Unit, cmd.Treasurer, cmd.Level, cmd.Purpose, cmd.Year
	p.Movement, p.Amount, p.Number = cmd.Movement, cmd.Amount, cmd.Number
	p.Debit, p.Credit = entries[cmd.Movement].debit, entries[cmd.Movement].credit
	p.Close(m, string(Posted))
}

// New returns the book of postings.
func New() (*governance.Book[Posting], error) {
	return governance.NewBook(governance.Institution[Posting]{
		Kind: Kind, Path: "postings", Source: "4 G15 [D]", Schema: 1, Serials: true, Class: "movement",
		Label:    governance.Text{Zh: "记账凭证", En: "posting"},
		Sentence: governance.Text{Zh: "每一笔资金变动复式记账，有借必有贷，借贷必相等", En: "each movement of money in double entry"},
		Table: governance.Table[Posting]{
			Phases: []governance.PhaseLabel{governance.FinalPhase(Posted, "已记账", "posted")},
			Verbs:  []governance.VerbLabel{governance.VerbOf("enter", "记账", "Enter")},
			Rules: []governance.Rule[Posting]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases(Posted), governance.ByConsequence[Posting](), nil, (*Posting).enter).
					As("posting.enter", "4 G15 [D]", "资金变动时同时记账，不得修改", "it is entered with the movement, and never changed"),
			},
		},
		File: func(p *Posting, h *governance.Header) {
			h.Unit, h.Class, h.Category = string(p.Unit), string(p.Movement), string(p.Purpose)
		},
		Audience: func(p *Posting, to []governance.Address) []governance.Address {
			return append(to, governance.Unit(p.Unit), governance.Unit(p.Treasurer), governance.Of(orgtree.Town, p.Unit), governance.Of(orgtree.District, p.District))
		},
		Asks: []governance.Question{askEntered()},
	})
}

// A Turnover is what an account was debited and credited.
type Turnover struct {
	Debit  governance.Yuan `json:"debit"`
	Credit governance.Yuan `json:"credit"`
}

// Balance is what the debits exceed the credits by.
func (t Turnover) Balance() governance.Yuan { return t.Debit - t.Credit }

// EnteredOf asks what is entered for a budget.
type EnteredOf struct {
	Budget uuid.UUID `json:"budget" zh:"预算" en:"Budget" rule:"required"`
}

// askEntered answers trial balances.
func askEntered() governance.Question {
	return governance.Ask("entered", func(ctx context.Context, r *governance.Reader, p EnteredOf) (map[Account]Turnover, error) {
		out := map[Account]Turnover{}
		err := governance.EachOf(ctx, r, governance.Query{Parent: p.Budget, Limit: 1000}, func(one *Posting) {
			debit, credit := out[one.Debit], out[one.Credit]
			debit.Debit += one.Amount
			credit.Credit += one.Amount
			out[one.Debit], out[one.Credit] = debit, credit
		})
		return out, err
	}).ToDecisions().As("4 G15 [D]", governance.Text{Zh: "科目发生额", En: "turnover"}, governance.Text{Zh: "供试算平衡", En: "for trial balances"})
}

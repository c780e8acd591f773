package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/expenditure"
	"github.com/jinlin-project/jinlin/governance/finance/fund"
	"github.com/jinlin-project/jinlin/orgtree"
)

// moneyPlan is the year's budgets (G15).
type moneyPlan struct {
	Budgets []allotment `json:"budgets"`
	Lots    []int       `json:"lotMonths"`   // in which months, from 0, a budget is appropriated, in equal lots
	Courses []Share     `json:"courses"`     // of expenditures
	Used    Span        `json:"usedPercent"` // of a month's share of a budget
	Uses    []Share     `json:"uses"`
}

// An allotment is a budget of every unit of a level: a community's, or the district's own.
type allotment struct {
	Of      string          `json:"of"` // community, town or district
	Level   fund.Level      `json:"level"`
	Purpose fund.Purpose    `json:"purpose"`
	Yuan    governance.Yuan `json:"yuan"` // of a town: for each of its communities
}

// A purse is a budget in use.
type purse struct {
	allotment
	n    int
	unit orgtree.Code
	id   uuid.UUID
	all  governance.Yuan
}

func (a *Agenda) spend() {
	p := &a.plan.Money
	var purses []*purse
	for _, row := range p.Budgets {
		for _, unit := range a.cast.units(row.Of) {
			one := &purse{allotment: row, n: len(purses), unit: unit, all: row.Yuan}
			if row.Of == "town" {
				one.all *= governance.Yuan(len(a.cast.tree.Children(unit, orgtree.Community)))
			}
			purses = append(purses, one)
		}
	}
	a.spread("budget", Count(len(purses)), Span{2, 8}, func(s *scene, i int) { s.budget(purses[i]) })
	for i, month := range p.Lots {
		a.monthly(20, "appropriation", func(s *scene, m int) {
			if m == month {
				for _, one := range purses {
					s.appropriate(one, i)
				}
			}
		})
	}
	courses := a.deal("expenditures", p.Courses, Count(12*len(purses)))
	uses := a.deal("uses", p.Uses, Count(12*len(purses)))
	a.monthly(24, "expenditure", func(s *scene, m int) {
		for i, one := range purses {
			s.request(one, 12*i+m, courses[12*i+m], uses[12*i+m])
		}
	})
}

// units are those of a level that have budgets.
func (c *cast) units(level string) []orgtree.Code {
	switch level {
	case "community":
		return c.communities
	case "town":
		return c.towns
	}
	return []orgtree.Code{c.district}
}

// budget asks for a budget, and has it approved.
func (s *scene) budget(one *purse) {
	one.id = s.open(s.cast.unit(one.unit), budget.Kind, budget.Propose{Unit: one.unit, Level: one.Level, Purpose: one.Purpose, Year: s.today().Year(), Amount: one.all})
	s.later(3, s.stream("budget", one.n), func(s *scene) {
		s.do(s.cast.unit(s.cast.district), budget.Kind, one.id, budget.Approve{Amount: one.all, Number: number("预算", one.n)})
	})
}

// appropriate puts the i-th of equal lots into a budget, the last with what is over.
func (s *scene) appropriate(one *purse, i int) {
	lots := governance.Yuan(len(s.plan.Money.Lots))
	part := one.all / lots
	if governance.Yuan(i) == lots-1 {
		part = one.all - part*(lots-1)
	}
	s.do(s.cast.unit(s.cast.district), budget.Kind, one.id, budget.Appropriate{Amount: part, Number: number("拨付", one.n*10+i)})
}

// request asks for what a month needs; whoever may grants it, and whoever keeps the
// money pays it.
func (s *scene) request(one *purse, i int, course, use string) {
	c := s.stream("expenditure", i)
	sum := one.all / 1200 * governance.Yuan(c.Between(s.plan.Money.Used[0], s.plan.Money.Used[1]))
	s.do(s.cast.unit(one.unit), budget.Kind, one.id, expenditure.Request{Title: use, Payee: "供应单位", Amount: sum})
	id := s.followed(expenditure.Kind)
	e := read[expenditure.Expenditure](s, expenditure.Kind, id)
	s.later(c.Between(1, 3), c, func(s *scene) {
		if course == "rejected" {
			s.do(s.cast.unit(e.Granter), expenditure.Kind, id, fund.Reject{Reason: "不在开支范围内。"})
			return
		}
		s.do(s.cast.unit(e.Granter), expenditure.Kind, id, expenditure.Grant{})
		if course == "cancelled" {
			s.do(s.cast.unit(one.unit), expenditure.Kind, id, expenditure.Cancel{Reason: "项目取消。"})
			return
		}
		s.later(c.Between(1, 2), c, func(s *scene) {
			s.do(s.cast.unit(e.Keeper), expenditure.Kind, id, expenditure.Pay{Voucher: number("记账", i)})
			if course == "refunded" {
				s.do(s.cast.unit(e.Keeper), expenditure.Kind, id, expenditure.Refund{Amount: sum / 10, Reason: "尾款结余退回。"})
			}
		})
	})
}

package pay

import (
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// LimitPay is the time limit for paying what is due.
const LimitPay = "pay"

// Rules are what a district may set about pay.
type Rules struct {
	governance.Limits
	Floors []Floor
	// Reach is how many days a standard or a term may begin before today or after:
	// what lies farther off is a slip of the pen.
	Reach int
}

// DefaultRules returns the rules: the floors of the founding report, two years'
// reach [D].
func DefaultRules() *Rules {
	return &Rules{
		Floors: []Floor{{Main, governance.MustYuan("4500"), "4 G16 [F]"}, {Other, governance.MustYuan("3200"), "4 G16 [F]"}},
		Reach:  731,
		Limits: governance.Limits{
			governance.LimitOf(LimitPay, 10, governance.WorkingDays, "4 G16 [D]").
				Say("发放", "paying", "核算后10个工作日内发放", "within 10 working days of being reckoned"),
		},
	}
}

func (r *Rules) orDefault() *Rules {
	if r == nil {
		return DefaultRules()
	}
	return r
}

// near notes as a fault that a day lies out of reach.
func (r *Rules) near(f *governance.Faults, from civil.Date, m *governance.Moment) {
	if d := from.Sub(civil.DateOf(m.Now())); d > r.Reach || d < -r.Reach {
		f.Add("from", "too-far", "起始日距今天过远", "lies too far from today")
	}
}

// reckoned has the standards looked up before a row decides.
func reckoned[C governance.Command](r governance.Rule[Cadre]) governance.Rule[Cadre] {
	return governance.Asking(r, KindStandard, "rates", func(c *Cadre, _ C, _ *governance.Moment) RatesOf {
		return RatesOf{c.District, c.Post, c.Grade}
	})
}

func cadreTable() governance.Table[Cadre] {
	phases, on := governance.Phases, governance.VerbOf
	town := governance.By("town", "镇街", "the town", (*Cadre).whoIsTown)
	register := governance.On(phases(governance.Unopened), phases(Serving), town, (*Cadre).canRegister, (*Cadre).register).
		As("cadre.register", "4 G16", "镇街按任职登记两委干部待遇，一人一职，不重复计薪", "the town registers who holds a post: one post a person, no day paid twice")
	return governance.Table[Cadre]{
		Phases: []governance.PhaseLabel{governance.PhaseOf(Serving, "在任", "serving"), governance.FinalPhase(Left, "离任", "left")},
		Verbs: []governance.VerbLabel{
			on("register", "登记", "Register"), on("insure", "参保", "Insure"), on("reckon", "按月核算", "Reckon"), on("review", "核算补发", "Review"),
			on("leave", "离任", "Leave"), on("count-paid", "计入已发", "Count as paid"),
		},
		Rules: []governance.Rule[Cadre]{
			governance.Asking(register, KindCadre, "term", func(_ *Cadre, cmd Register, _ *governance.Moment) TermOf { return TermOf{cmd.Person} }),
			governance.On(phases(Serving), nil, town, (*Cadre).canInsure, (*Cadre).insure).
				As("cadre.insure", "4 G16 [R]", "以养老保险为基础，登记参保和缴费基数", "pension insurance is the base: since when, and on what"),
			reckoned[Reckon](governance.On(phases(Serving), nil, governance.BySystem[Cadre](), nil, (*Cadre).reckon).
				As("cadre.reckon", "4 G16 [D]", "月末按标准和任职天数核算，四舍五入到分；标准追溯调整的一并补发", "when a month is over it is reckoned by the days and the standards, rounded to the fen; what a change makes due for months past is due with it")),
			reckoned[Review](governance.On(phases(Serving, Left), nil, town, (*Cadre).canReview, (*Cadre).review).
				As("cadre.review", "4 G16", "标准调整后核算补发，精确到日，多退少补；离任的同样补发", "after an adjustment the difference is reckoned to the day, both ways, also for those who have left")),
			reckoned[Leave](governance.On(phases(Serving), phases(Left), town, (*Cadre).canLeave, (*Cadre).leave).
				As("cadre.leave", "4 G16 [D]", "离任的按任职天数结清", "who leaves is paid for the days served")),
			governance.On(phases(Serving, Left), nil, governance.ByConsequence[Cadre](), nil, (*Cadre).countPaid).
				As("cadre.count-paid", "4 G16", "发放后计入累计已发", "what is paid is counted"),
		},
	}
}

// New returns the book of cadres; nil takes the default rules. Standards and
// payments are kept beside it (see [NewStandards], [NewPayments]).
func New(rules *Rules) (*governance.Book[Cadre], error) {
	return governance.NewBook(governance.Institution[Cadre]{
		Kind: KindCadre, Path: "cadres", Source: "4 G16", Schema: 1, Policy: rules.orDefault(), Class: "post",
		Label:    governance.Text{Zh: "两委干部待遇", En: "cadre"},
		Sentence: governance.Text{Zh: "两委干部的任职、养老保险、按月核算和补发", En: "terms of two-committee cadres, their insurance, what is due each month and afterwards"},
		Table:    cadreTable(),
		File: func(c *Cadre, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Person = string(c.Community), string(c.Post), string(c.Post.Class()), c.Person
		},
		Audience: func(c *Cadre, to []governance.Address) []governance.Address {
			return append(c.whoIsTown(to), governance.Person(c.Person), governance.Of(orgtree.District, c.District))
		},
		Asks: []governance.Question{askInsured(), askRaise(), askUnposted(), askTerm()},
	})
}

func paymentTable() governance.Table[Payment] {
	phases := governance.Phases
	town := governance.By("town", "镇街", "the town", (*Payment).whoIsTown)
	rules := []governance.Rule[Payment]{
		governance.On(phases(governance.Unopened), phases(Owed), governance.ByConsequence[Payment](), nil, (*Payment).assess).
			As("payment.assess", "4 G16", "核算后形成待发", "what is reckoned is owed").Starting(LimitPay),
		governance.On(phases(Owed), phases(Paid), town, nil, (*Payment).pay).
			As("payment.pay", "4 G16", "镇街发放并登记凭证", "the town pays it and records the voucher").MustAct().Ending(LimitPay),
	}
	return governance.Table[Payment]{
		Phases: []governance.PhaseLabel{governance.PhaseOf(Owed, "待发", "owed"), governance.FinalPhase(Paid, "已发", "paid")},
		Verbs:  append([]governance.VerbLabel{governance.VerbOf("assess", "核算", "Assess"), governance.VerbOf("pay", "发放", "Pay")}, governance.StandardVerbs()...),
		Rules:  append(rules, governance.TimeRules[Payment](KindPayment, phases(Owed))...),
	}
}

// NewPayments returns the book of payments; nil takes the default rules.
func NewPayments(rules *Rules) (*governance.Book[Payment], error) {
	return governance.NewBook(governance.Institution[Payment]{
		Kind: KindPayment, Path: "payments", Source: "4 G16", Schema: 1, Policy: rules.orDefault(), Class: "type",
		Label:    governance.Text{Zh: "待遇发放", En: "payment"},
		Sentence: governance.Text{Zh: "每月待遇和补发的明细与发放", En: "what is due for a month or afterwards, line by line, and paid"},
		Table:    paymentTable(),
		File: func(p *Payment, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Person = string(p.Community), string(p.Type), string(p.Post.Class()), p.Person
		},
		Audience: func(p *Payment, to []governance.Address) []governance.Address {
			return append(p.whoIsTown(to), governance.Person(p.Person), governance.Of(orgtree.District, p.District))
		},
		Asks: []governance.Question{askAverages(), askBelow()},
	})
}

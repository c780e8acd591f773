package cadre

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/pay/standard"
	"github.com/jinlin-project/jinlin/orgtree"
)

// reckoned has the standards looked up before a row decides.
func reckoned[C governance.Command](r governance.Rule[Cadre]) governance.Rule[Cadre] {
	return governance.Asking(r, standard.Kind, "rates", func(c *Cadre, _ C, _ *governance.Moment) standard.RatesOf {
		return standard.RatesOf{District: c.District, Post: c.Post, Grade: c.Grade}
	})
}

func table() governance.Table[Cadre] {
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
			governance.Asking(register, Kind, "term", func(_ *Cadre, cmd Register, _ *governance.Moment) TermOf { return TermOf{cmd.Person} }),
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

// New returns the book of cadres.
func New(rules *standard.Rules) (*governance.Book[Cadre], error) {
	return governance.NewBook(governance.Institution[Cadre]{
		Kind: Kind, Path: "cadres", Source: "4 G16", Schema: 1, Policy: rules, Class: "post",
		Label:    governance.Text{Zh: "两委干部待遇", En: "cadre"},
		Sentence: governance.Text{Zh: "两委干部的任职、养老保险、按月核算和补发", En: "terms of two-committee cadres, their insurance, what is due each month and afterwards"},
		Table:    table(),
		File: func(c *Cadre, h *governance.Header) {
			h.Unit, h.Class, h.Category, h.Person = string(c.Community), string(c.Post), string(c.Post.Class()), c.Person
		},
		Audience: func(c *Cadre, to []governance.Address) []governance.Address {
			return append(c.whoIsTown(to), governance.Person(c.Person), governance.Of(orgtree.District, c.District))
		},
		Asks: []governance.Question{askInsured(), askRaise(), askUnposted(), askTerm()},
	})
}

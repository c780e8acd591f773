package account

import (
	"context"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// LimitHandOver is the time limit for handing an account over.
const LimitHandOver = "hand-over"

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitHandOver, 5, governance.WorkingDays, "4 G17 [D]").
			Say("账号交接", "handing over", "离任后5个工作日内交接账号：够接任者到岗，又不致无人应答", "handed over within 5 working days of the post's end: time for a successor, and nobody is left unanswered for long"),
	}
}

// whoIsAbove appends the organisation's superior: the town for what is below it, and
// the district for all.
func (a *Account) whoIsAbove(to []governance.Address) []governance.Address {
	if a.Community != "" {
		to = append(to, governance.Of(orgtree.Town, a.Community))
	}
	return append(to, governance.Of(orgtree.District, a.District))
}

func (a *Account) whoHolds(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(a.Unit))
}

// whoMayOpen appends whoever is above the organisation that is about to get one.
func whoMayOpen(a *Account, to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.District, a.District))
}

func table() governance.Table[Account] {
	phases, verb := governance.Phases, governance.VerbOf
	district := governance.By("district", "区", "the district", whoMayOpen)
	above := governance.By("superior", "上级党组织所在镇街或区", "the town above it, or the district", (*Account).whoIsAbove)
	own := governance.By("organisation", "本组织", "the organisation itself", (*Account).whoHolds)
	return governance.Table[Account]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Held, "使用中", "held"), governance.PhaseOf(Vacant, "待交接", "to be handed over"),
			governance.PhaseOf(Suspended, "停用", "out of use"), governance.FinalPhase(Closed, "注销", "closed"),
		},
		Verbs: []governance.VerbLabel{
			verb("open", "开通", "Open"), verb("hand-over", "交接", "Hand over"), verb("suspend", "停用", "Suspend"), verb("restore", "恢复", "Restore"),
			verb("close", "注销", "Close"), verb("review", "核对", "Review"),
		},
		Rules: []governance.Rule[Account]{
			governance.On(phases(governance.Unopened), phases(Held), district, (*Account).canOpen, (*Account).open).
				As("account.open", "4 G17 [R]", "每个社区、小区、镇街、区直部门党组织各有一个账号", "the Party organisation of every community, compound, town and department has one account"),
			governance.On(phases(Held, Vacant, Suspended), phases(Held), above.Or(own), (*Account).canHandOver, (*Account).handOver).
				As("account.hand-over", "4 G17 [D]", "离任、换届的交接给代表本组织的接任者", "it is handed over to a successor whose post acts for the organisation").Owed(func(a *Account, to []governance.Address) []governance.Address {
				if a.Phase == Vacant {
					to = a.whoIsAbove(to)
				}
				return to
			}).Ending(LimitHandOver),
			governance.On(phases(Held), phases(Suspended), above, nil, (*Account).suspend).
				As("account.suspend", "4 G17 [D]", "上级可以停用账号", "the superior may take it out of use"),
			governance.On(phases(Suspended), phases(Held), above, (*Account).canRestore, (*Account).restore).
				As("account.restore", "4 G17 [D]", "停用的可以恢复", "what was taken out of use may be taken into use again"),
			governance.On(phases(Held, Vacant, Suspended), phases(Closed), district, nil, (*Account).close).
				As("account.close", "4 G17 [D]", "组织撤销的注销账号", "it is closed when the organisation is no more").Ending(LimitHandOver),
			governance.On(phases(Held, Vacant, Suspended), phases(Held, Vacant, Suspended, Closed), governance.BySystem[Account](), nil, (*Account).review).
				As("account.review", "4 G17 [D]", "权限随岗位：每周核对，持有人离任的账号待交接，组织撤销的注销", "rights follow posts: every week it is looked whether the holder still acts for the organisation, and whether that is still there").Starting(LimitHandOver).Ending(LimitHandOver),
		},
	}.Timed(Vacant)
}

// New returns the book of accounts; nil takes the default limits.
func New(limits governance.Limits) (*governance.Book[Account], error) {
	return governance.NewBook(governance.Institution[Account]{
		Kind: Kind, Path: "organisation-accounts", Source: "4 G17 [R]", Schema: 1, Policy: limits.Or(DefaultLimits()),
		Label:    governance.Text{Zh: "组织账号", En: "organisation's account"},
		Sentence: governance.Text{Zh: "每个党组织一个账号，权限随岗位，离任交接", En: "an account for every Party organisation; rights follow posts, and it is handed over with them"},
		Table:    table(),
		File:     func(a *Account, h *governance.Header) { h.Unit, h.Person = string(a.Unit), a.Holder },
		Audience: func(a *Account, to []governance.Address) []governance.Address {
			return append(a.whoIsAbove(a.whoHolds(to)), governance.Unit(a.District), governance.Of(orgtree.Centre, a.District))
		},
		Asks: []governance.Question{askCoverage(), askShare()},
	})
}

type coverageWanted struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
}

// askCoverage answers which organisations at and below a unit have an account, who
// holds it, and which have none.
func askCoverage() governance.Question {
	return governance.Ask("coverage", coverage).As("4 G17 [R]", governance.Text{Zh: "账号覆盖", En: "coverage"}, governance.Text{Zh: "本级及以下各党组织的账号及其状态，没有的列明", En: "the organisations at and below a unit with the state of their account, and those without"})
}

func coverage(ctx context.Context, r *governance.Reader, p coverageWanted) (*governance.Listing, error) {
	if !r.Org.Has(p.Unit) {
		var f governance.Faults
		f.Add("unit", "unknown-unit", "没有这个单位", "is not a unit")
		return nil, f.Err()
	}
	known := map[orgtree.Code]*Account{}
	q := governance.Query{Phases: governance.Phases(Held, Vacant, Suspended), Limit: 1000}
	err := governance.EachOf(ctx, r, q, func(a *Account) { known[a.Unit] = a })
	return covered(r.Org, p.Unit, known), err
}

// askShare answers how many of the organisations have an account that somebody
// holds.
func askShare() governance.Question {
	return governance.Ask("share", func(ctx context.Context, r *governance.Reader, p coverageWanted) (out governance.Ratio, err error) {
		l, err := coverage(ctx, r, p)
		if err != nil {
			return out, err
		}
		for _, row := range l.Rows {
			if out.Den++; row[2] == string(Held) {
				out.Num++
			}
		}
		return out, nil
	}).As("4 G17 [R]", governance.Text{Zh: "账号覆盖率", En: "share with an account"}, governance.Text{Zh: "本级及以下各党组织中账号在用的", En: "of the organisations at and below a unit, those whose account is held"})
}

func covered(tree *orgtree.Tree, unit orgtree.Code, known map[orgtree.Code]*Account) *governance.Listing {
	out := &governance.Listing{Columns: []governance.ListingColumn{
		{Name: "unit", Label: governance.Text{Zh: "组织代码", En: "Organisation"}}, {Name: "name", Label: governance.Text{Zh: "组织", En: "Name"}},
		{Name: "state", Label: governance.Text{Zh: "账号", En: "Account"}},
	}}
	top, _ := tree.Seat(unit)
	for u := range tree.Subtree(root(tree, unit), kinds...) {
		if seat, ok := tree.Seat(u.Code); !ok || !tree.Within(seat, top) {
			continue
		}
		state := "none"
		if a := known[u.Code]; a != nil {
			state = string(a.Phase)
		}
		out.Rows = append(out.Rows, []string{string(u.Code), u.Name, state})
	}
	slices.SortFunc(out.Rows, slices.Compare[[]string])
	return out
}

// root is the district of a unit: Party organisations stand in a chain of their own.
func root(tree *orgtree.Tree, unit orgtree.Code) orgtree.Code {
	district, ok := tree.District(unit)
	if !ok {
		return unit
	}
	return district
}

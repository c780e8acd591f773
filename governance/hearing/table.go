package hearing

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// LimitAnswer is the time within which a unit answers.
const LimitAnswer = "answer"

// DefaultLimits returns the time limits, which a district may set otherwise.
func DefaultLimits() governance.Limits {
	return governance.Limits{
		governance.LimitOf(LimitAnswer, 10, governance.WorkingDays, "4 G8 [D]").
			Say("整改答复", "answering", "评议结束后10个工作日内答复整改措施", "within 10 working days of the rating a unit says what it will put right"),
	}
}

// rated are the units whose work is rated.
func (h *Hearing) rated() (units []orgtree.Code) {
	for _, u := range h.Units {
		units = append(units, u.Unit)
	}
	return units
}

// whoOwesAnswer appends the units that have not answered.
func (h *Hearing) whoOwesAnswer(to []governance.Address) []governance.Address {
	for _, u := range h.Units {
		if !u.Answered {
			to = append(to, governance.Unit(u.Unit))
		}
	}
	return to
}

func (h *Hearing) whoIsInvited(to []governance.Address) []governance.Address {
	for _, who := range h.Invited {
		to = append(to, governance.Person(who))
	}
	return to
}

func table(host, unit, resident governance.Authority[Hearing], kinds []string) governance.Table[Hearing] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, time, cause := governance.ByAnyone[Hearing](), governance.BySystem[Hearing](), governance.ByConsequence[Hearing]()
	return governance.Table[Hearing]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Convened, "待召开", "convened"), governance.PhaseOf(Rating, "评议中", "being rated"), governance.PhaseOf(Answering, "待整改答复", "awaiting answers"),
			governance.FinalPhase(Closed, "已结束", "closed"), governance.FinalPhase(Cancelled, "已取消", "cancelled"),
		},
		Verbs: []governance.VerbLabel{
			on("convene", "召集", "Convene"), on("invite", "增邀", "Invite"), on("report", "述职", "Give account"), on("open-rating", "开始评议", "Open the rating"), on("rate", "评议", "Rate"),
			on("close-rating", "公布结果", "Close the rating"), on("answer", "整改答复", "Answer"), on("refer-opinion", "转办", "Refer an opinion"), on("cancel", "取消", "Cancel"), governance.ReferVerbs()[1],
		},
		Rules: []governance.Rule[Hearing]{
			governance.On(phases(governance.Unopened), phases(Convened), anyone, (*Hearing).canConvene, (*Hearing).convene).
				As("hearing.convene", "4 G8 [R]", "社区或街道（镇）召集听评会，邀请居民和被评议单位", "a community or town convenes it, and invites residents and the units to be rated"),
			governance.On(phases(Convened), nil, host, (*Hearing).canInvite, (*Hearing).invite).
				As("hearing.invite", "4 G8", "召开前可以增邀居民", "more residents may be invited before it is held"),
			governance.On(phases(Convened, Rating), nil, unit, (*Hearing).canReport, (*Hearing).report).
				As("hearing.report", "4 G8", "被评议单位述职", "a unit gives account of its work"),
			governance.On(phases(Convened), phases(Rating), host, (*Hearing).canOpenRating, (*Hearing).openRating).
				As("hearing.open-rating", "4 G8", "会上开始评议", "the rating begins at the hearing").MustAct(),
			governance.On(phases(Convened), phases(Cancelled), host, nil, (*Hearing).cancel).
				As("hearing.cancel", "4 G8 [D]", "召开前可以取消，说明理由", "it may be called off before it is held, with the reason"),
			governance.On(phases(Rating), nil, resident, (*Hearing).canRate, (*Hearing).rate).
				As("hearing.rate", "4 G8 [R]", "受邀居民对每个单位评议一次，无记名", "each resident invited rates each unit once; nobody is to know who").Secretly(),
			governance.On(phases(Rating), phases(Answering), time.Or(host), nil, (*Hearing).closeRating).
				As("hearing.close-rating", "4 G8", "到时或由召集单位结束评议，公布结果", "it ends at its time or by the host, and is announced").Starting(LimitAnswer),
			governance.On(phases(Answering), phases(Answering, Closed), unit, (*Hearing).canAnswer, (*Hearing).answer).
				As("hearing.answer", "4 G8 [D]", "被评议单位答复整改措施，全部答复后结束", "each unit answers what it will put right; then it is closed").Owed((*Hearing).whoOwesAnswer).Ending(LimitAnswer),
			governance.On(phases(Rating, Answering, Closed), nil, host, canRefer(kinds), (*Hearing).refer).
				As("hearing.refer-opinion", "4 G8", "居民意见可以转为事项或任务", "what residents say may be referred as a matter or a task"),
			governance.On(phases(Rating, Answering, Closed), nil, cause, nil, (*Hearing).concluded).
				As("hearing.concluded", "4 G8", "得知转办的结果", "what came of it elsewhere is heard"),
		},
	}.Timed(Answering).Kept(host.Or(unit), host)
}

// New returns the book of hearings; nil takes the default limits. Opinions may be
// referred to the kinds named, which take [governance.Refer].
func New(limits governance.Limits, kinds ...string) (*governance.Book[Hearing], error) {
	host := governance.ByUnitOf("host", "召集单位", "the host", func(h *Hearing) orgtree.Code { return h.Host })
	unit := governance.ByUnitsOf("unit", "被评议单位", "a unit whose work is rated", (*Hearing).rated)
	resident := governance.By("invited", "受邀居民", "a resident invited", (*Hearing).whoIsInvited)
	town := governance.ByTownOf(func(h *Hearing) orgtree.Code { return h.Host })
	return governance.NewBook(governance.Institution[Hearing]{
		Kind: Kind, Path: "hearings", Source: "4 G8", Schema: 1, Serials: true, Policy: limits.Or(DefaultLimits()), Uncounted: []string{string(Cancelled)},
		Label:    governance.Text{Zh: "听评会", En: "hearing"},
		Sentence: governance.Text{Zh: "受邀居民听取述职、评议单位工作，单位答复整改", En: "residents invited hear and rate the work of units, which answer for what they will put right"},
		Table:    table(host, unit, resident, kinds),
		File:     func(h *Hearing, to *governance.Header) { to.Unit, to.Title = string(h.Host), h.Title },
		Audience: governance.Seen(host, unit, resident, town),
		Asks:     []governance.Question{askMarks()},
	})
}

// satisfied is how many of a unit's ratings are at least fairly satisfied, of all [D]:
// the five counts stand beside it for whoever counts otherwise.
func (k *Marks) satisfied() governance.Ratio {
	good := int64(k.VeryGood + k.Good + k.Fair)
	return governance.Ratio{Num: good, Den: good + int64(k.Poor+k.VeryPoor)}
}

// askMarks lists how the work of units was rated in a period.
func askMarks() governance.Question {
	return governance.Ask("marks", func(ctx context.Context, r *governance.Reader, p governance.FigureParams) (*governance.Listing, error) {
		q, err := r.Period(p)
		if err != nil {
			return nil, err
		}
		q.Phases = []governance.Phase{Answering, Closed}
		sums, hearings := map[orgtree.Code]*Marks{}, map[orgtree.Code]int{}
		err = governance.EachOf(ctx, r, q, func(h *Hearing) {
			for _, u := range h.Units {
				sums[u.Unit] = cmp.Or(sums[u.Unit], &Marks{})
				hearings[u.Unit]++
				for _, step := range Mark("").Choices() {
					*sums[u.Unit].of(Mark(step.Code)) += *u.Marks.of(Mark(step.Code))
				}
			}
		})
		return listing(sums, hearings, r.Org), err
	}).As("4 G8", governance.Text{Zh: "评议结果", En: "marks"},
		governance.Text{Zh: "各单位被评议次数、各档票数和满意率", En: "how often each unit was rated, and how"})
}

func listing(sums map[orgtree.Code]*Marks, hearings map[orgtree.Code]int, org *orgtree.Tree) *governance.Listing {
	column := func(name, zh, en string) governance.ListingColumn {
		return governance.ListingColumn{Name: name, Label: governance.Text{Zh: zh, En: en}}
	}
	out := &governance.Listing{Columns: []governance.ListingColumn{column("unit", "单位", "Unit"), column("name", "名称", "Name"), column("hearings", "场次", "Hearings")}}
	steps := Mark("").Choices()
	for _, step := range steps {
		out.Columns = append(out.Columns, governance.ListingColumn{Name: step.Code, Label: step.Label})
	}
	out.Columns = append(out.Columns, column("satisfied", "满意率", "Satisfied"))
	for _, unit := range slices.Sorted(maps.Keys(sums)) {
		row := []string{string(unit), org.Name(unit), strconv.Itoa(hearings[unit])}
		for _, step := range steps {
			row = append(row, strconv.Itoa(*sums[unit].of(Mark(step.Code))))
		}
		out.Rows = append(out.Rows, append(row, sums[unit].satisfied().Percent(2)))
	}
	return out
}

package team

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/talent"
)

// asks has a row told of the register whom it is about.
func asks[C governance.Command](r governance.Rule[Team], whom func(C, *governance.Moment) talent.Registration) governance.Rule[Team] {
	return governance.Asking(r, talent.Kind, "registered", func(_ *Team, cmd C, m *governance.Moment) talent.Registration { return whom(cmd, m) })
}

func table() governance.Table[Team] {
	phases, on := governance.Phases, governance.VerbOf
	anyone := governance.ByAnyone[Team]()
	host := governance.By("host", "组建单位或社区", "who formed it, or the community", (*Team).WhoHosts)
	rules := []governance.Rule[Team]{
		governance.On(phases(governance.Unopened), phases(Active), anyone, (*Team).canForm, (*Team).form).
			As("team.form", "4 G10 [F]", "属地组织组建服务队", "an organisation forms a team"),
		asks(governance.On(phases(Active), nil, host, canEnter[Draw], enter[Draw]).
			As("team.draw", "4 G10", "从在册能人专家中选人组队", "its members are drawn from the register"),
			func(cmd Draw, _ *governance.Moment) talent.Registration {
				return talent.Registration{Talent: cmd.Talent}
			}),
		asks(governance.On(phases(Active), nil, anyone, canEnter[Join], enter[Join]).
			As("team.join", "4 G10 [D]", "在册的可以自行加入", "who is registered may enter a team themselves"),
			func(_ Join, m *governance.Moment) talent.Registration {
				return talent.Registration{Person: m.Actor.Person}
			}),
		governance.On(phases(Active), nil, anyone, (*Team).canQuit, (*Team).quit).
			As("team.quit", "4 G10 [D]", "队员可以随时退队", "a member may leave at any time"),
		governance.On(phases(Active), nil, host, (*Team).canRemove, (*Team).remove).
			As("team.remove", "4 G10 [D]", "组建单位可以移出队员，说明理由", "who formed it may take a member off, with the reason"),
		governance.On(phases(Active), nil, host, (*Team).canNameLeader, (*Team).nameLeader).
			As("team.name-leader", "4 G10 [D]", "从队员中任命队长", "one of the members is named leader"),
		governance.On(phases(Active), phases(Disbanded), host, nil, (*Team).disband).
			As("team.disband", "4 G10 [D]", "可以解散，服务记录保留", "it may be disbanded; what it did stays on record"),
	}
	return governance.Table[Team]{
		Kind:   Kind,
		Phases: []governance.PhaseLabel{governance.PhaseOf(Active, "运行中", "active"), governance.FinalPhase(Disbanded, "已解散", "disbanded")},
		Verbs: []governance.VerbLabel{
			on("form", "组建", "Form"), on("draw", "选入", "Draw"), on("join", "加入", "Join"), on("quit", "退队", "Quit"), on("remove", "移出", "Remove"),
			on("name-leader", "任命队长", "Name the leader"), on("disband", "解散", "Disband"),
		},
		Rules: rules,
	}.Kept(host, host)
}

// New returns the book of teams.
func New() (*governance.Book[Team], error) {
	return governance.NewBook(governance.Institution[Team]{
		Kind: Kind, Path: "teams", Source: "4 G10", Schema: 1,
		Label:    governance.Text{Zh: "服务队", En: "service team"},
		Sentence: governance.Text{Zh: "从在册能人专家中组建的志愿服务队", En: "a team of volunteers drawn from the register"},
		Table:    table(),
		File:     func(t *Team, h *governance.Header) { h.Unit, h.Title = string(t.Host), t.Name },
		Audience: func(t *Team, to []governance.Address) []governance.Address {
			return append(t.WhoIsCentre(t.WhoHosts(to)), governance.Unit(t.District), governance.Public)
		},
		Asks: []governance.Question{askActive()},
	})
}

// OfTeam asks for a team.
type OfTeam struct {
	Team uuid.UUID `json:"team" zh:"服务队" en:"Team"`
}

// askActive answers whether there is such a team, not disbanded.
func askActive() governance.Question {
	return governance.Ask("active", func(ctx context.Context, r *governance.Reader, p OfTeam) (bool, error) {
		one, err := r.Get(ctx, p.Team)
		if errors.As(err, new(*governance.NotFoundError)) {
			return false, nil
		}
		return err == nil && one.(*Team).Phase == Active, err
	}).As("4 G10", governance.Text{Zh: "运行中", En: "active"}, governance.Text{Zh: "服务队是否运行中", En: "whether a team is active"}).ToDecisions()
}

package governance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// plot is the toy of a record that only the community of its place may open.
type plot struct {
	governance.Head
	Place orgtree.Code `json:"place" zh:"地点" en:"Place"`
}

type Stake struct {
	Place orgtree.Code `json:"place" zh:"地点" en:"Place" rule:"required"`
}

func (Stake) Verb() string { return "stake" }

func (s Stake) Site() orgtree.Code { return s.Place }

func (p *plot) stake(cmd Stake, m *governance.Moment) { p.Place = cmd.Place }

// The authority of a row that opens a record reads where it is to be; once it is
// open, the site is gone.
func TestWhoMayOpenFollowsFromTheSite(t *testing.T) {
	phases := governance.Phases
	local := governance.By("local", "所在社区", "the community of the place", func(p *plot, to []governance.Address) []governance.Address {
		return append(to, governance.Of(orgtree.Community, p.Site()))
	})
	l, err := governance.NewLifecycle(governance.Table[plot]{
		Kind: "plot", Phases: []governance.PhaseLabel{governance.FinalPhase("staked", "已占", "staked")},
		Verbs: []governance.VerbLabel{governance.VerbOf("stake", "占地", "Stake")},
		Rules: []governance.Rule[plot]{governance.On(phases(governance.Unopened), phases("staked"), local, nil, (*plot).stake).
			As("plot.stake", "test", "所在社区可以占地", "the community of the place may stake it")},
	})
	require.NoError(t, err)
	tree := today(t)
	for place, ok := range map[orgtree.Code]bool{harbour: true, towers: true, townEast: false} {
		var p plot
		m := &governance.Moment{Actor: governance.ActorOf(tree, deng, deng), Org: tree}
		err := l.Apply(&p, Stake{place}, m)
		if !ok {
			require.ErrorAs(t, err, new(*governance.ForbiddenError), place)
			continue
		}
		require.NoError(t, err, place)
		require.Equal(t, harbour, m.Acting.Unit, "in the post that gives the right")
		require.Empty(t, p.Site())
	}
}

package scoring

import (
	"cmp"
	"slices"
)

// A Standing is where a unit stands among its like (排名), before anything is
// said of why: what a live board shows.
type Standing struct {
	Peer  Peer  `json:"peer"`
	Score Fixed `json:"score"`           // meaningless where Lack is [LackValue]
	Lack  Lack  `json:"lack,omitempty"`  // why there is no rank
	Grade Grade `json:"grade,omitempty"` // none where there is no rank
	Rank  int   `json:"rank,omitempty"`  // from 1; equal scores share a rank: 1, 2, 2, 4
	Of    int   `json:"of"`              // how many of the group are ranked
}

// Rank scores every unit of the rule set's side and groups that counts anything
// in a period, and ranks each group by itself: groups in the order of the rule
// set, in each the ranked from the best down and units of equal rank by code,
// then those without a rank by code. What ranks is the rounded score, so that
// what reads the same is the same. The error is a [*PeriodError] where the tally
// does not keep the period.
func (s *Scorer) Rank(t *Tally, p Period) ([]Standing, error) {
	var w working
	var out []Standing
	err := s.each(t, p, func(peer Peer, of *sample) {
		s.reckon(of, &w)
		out = append(out, s.standing(peer, &w))
	})
	if err != nil {
		return nil, err
	}
	s.order(out)
	return out, nil
}

// standing is a unit's before ranking.
func (s *Scorer) standing(peer Peer, w *working) Standing {
	st := Standing{Peer: peer, Score: w.score}
	switch {
	case w.missing != "":
		st.Score, st.Lack = 0, w.missing
	case w.small:
		st.Lack = LackSample
	default:
		st.Grade = s.grade(w.score)
	}
	return st
}

// each visits the units that the rule set is for and that count anything.
func (s *Scorer) each(t *Tally, p Period, visit func(Peer, *sample)) error {
	at := slices.Index(t.periods, p)
	if at < 0 {
		return &PeriodError{PeriodParts}
	}
	for id, peer := range t.peers {
		if peer.Side != s.rules.Side || !slices.Contains(s.rules.Groups, peer.Group) {
			continue
		}
		if of, any := t.sample(id, at); any {
			visit(peer, &of)
		}
	}
	return nil
}

// sample reads what was counted for a unit in a period, and reports whether
// anything was.
func (t *Tally) sample(id, period int) (of sample, any bool) {
	first := (id*len(t.periods) + period) * lists
	for l := range of {
		t.read(first+l, &of[l])
	}
	return of, of != sample{}
}

// order sorts standings and gives the ranks.
func (s *Scorer) order(all []Standing) {
	slices.SortFunc(all, func(a, b Standing) int {
		return cmp.Or(
			s.place(a.Peer.Group)-s.place(b.Peer.Group),
			cmp.Compare(b.ranking(), a.ranking()),
			cmp.Compare(a.Peer.Unit, b.Peer.Unit),
		)
	})
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].Peer.Group == all[from].Peer.Group {
			to++
		}
		giveRanks(all[from:to])
		from = to
	}
}

// ranking is what a unit is ranked by; without a rank it comes after all others.
func (st *Standing) ranking() Fixed {
	if st.Lack != "" {
		return -1
	}
	return st.Score
}

// place is a group's place in the rule set.
func (s *Scorer) place(g Group) int { return slices.Index(s.rules.Groups, g) }

// giveRanks ranks one group in its order.
func giveRanks(group []Standing) {
	ranked := slices.IndexFunc(group, func(st Standing) bool { return st.Lack != "" })
	if ranked < 0 {
		ranked = len(group)
	}
	for i := range group {
		group[i].Of = ranked
		switch {
		case i >= ranked:
		case i > 0 && group[i].Score == group[i-1].Score:
			group[i].Rank = group[i-1].Rank
		default:
			group[i].Rank = i + 1
		}
	}
}

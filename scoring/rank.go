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
	at := slices.Index(t.periods, p)
	if at < 0 {
		return nil, &PeriodError{PeriodParts}
	}
	all := s.scoreAll(t, at)
	slices.SortFunc(all, func(a, b scored) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return cmp.Compare(t.peers[a.peer].Unit, t.peers[b.peer].Unit)
	})
	out := make([]Standing, len(all))
	for from := 0; from < len(all); {
		group := t.peers[all[from].peer].Group
		to := from
		for to < len(all) && t.peers[all[to].peer].Group == group {
			to++
		}
		s.rankGroup(t, all[from:to], out[from:to])
		from = to
	}
	return out, nil
}

// scored is a unit before ranking.
type scored struct {
	key   int64 // by which units are sorted: group first, then from the best down
	peer  int
	score Fixed
	lack  Lack
}

// newScored makes the key. Without a rank a unit comes after all others of its
// group, and without a score its score is 0.
func newScored(peer, group int, w *working) scored {
	u := scored{key: int64(group) * int64(hundred+2), peer: peer, score: w.score, lack: w.lack()}
	if u.lack == LackValue {
		u.score = 0
	}
	if u.lack != "" {
		u.key += int64(hundred + 1)
	} else {
		u.key += int64(hundred - u.score)
	}
	return u
}

// scoreAll scores the units that the rule set is for and that count anything.
func (s *Scorer) scoreAll(t *Tally, period int) []scored {
	var w working
	var of sample
	out := make([]scored, 0, len(t.peers))
	for id := range t.peers {
		peer := &t.peers[id]
		group := slices.Index(s.rules.Groups, peer.Group)
		if peer.Side != s.rules.Side || group < 0 || !t.sample(id, period, &of) {
			continue
		}
		s.score(&of, &w)
		out = append(out, newScored(id, group, &w))
	}
	return out
}

// sample reads what was counted for a unit in a period, and reports whether
// anything was.
func (t *Tally) sample(id, period int, of *sample) bool {
	first := (id*len(t.periods) + period) * lists
	of.all = Counts{}
	for l := range of.on {
		of.on[l] = cell{&t.lanes[first+l], t.wide[first+l]}
		t.read(first+l, &of.all)
	}
	return of.all != Counts{} // all may have been taken back
}

// rankGroup gives the ranks of one group, which is sorted.
func (s *Scorer) rankGroup(t *Tally, group []scored, out []Standing) {
	ranked := slices.IndexFunc(group, func(u scored) bool { return u.lack != "" })
	if ranked < 0 {
		ranked = len(group)
	}
	for i := range group {
		u := &group[i]
		out[i] = Standing{Peer: t.peers[u.peer], Score: u.score, Lack: u.lack, Of: ranked}
		switch {
		case i >= ranked:
			continue
		case i > 0 && u.score == group[i-1].score:
			out[i].Rank = out[i-1].Rank
		default:
			out[i].Rank = i + 1
		}
		out[i].Grade = s.rules.Grades.Of(u.score)
	}
}

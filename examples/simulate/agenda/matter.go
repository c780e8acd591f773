package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// matterKind is the kind of what serious needs and voices become. The year's matters
// themselves are no part of the agenda: these few are seen to by their communities.
const matterKind = casework.KindCase

// settleMatter has the community deal with a matter itself, to its end.
func (s *scene) settleMatter(id uuid.UUID, c *chance.Stream) {
	matter := read[casework.Case](s, matterKind, id)
	community, _ := s.cast.tree.Community(matter.Place.Unit)
	who, sender := s.cast.unit(community), governance.Actor{Account: matter.Subject, Person: matter.Subject}
	s.later(1, c, func(s *scene) {
		s.do(who, matterKind, id, casework.Verify{Category: "B102"})
		s.do(who, matterKind, id, casework.Handle{})
		s.later(c.Between(1, 3), c, func(s *scene) {
			s.do(who, matterKind, id, casework.Complete{Outcome: casework.Outcome(casework.Solved), Result: "社区已办理完毕。"})
			s.do(who, matterKind, id, casework.Feedback{Text: "已办理，谢谢反映。"})
			s.do(who, matterKind, id, casework.Publish{Summary: "居民反映的公共设施问题已办理"})
			if matter.Subject != "" {
				s.later(1, c, func(s *scene) { s.rateMatter(id, sender, community, c) })
			}
		})
	})
}

func (s *scene) rateMatter(id uuid.UUID, sender governance.Actor, community orgtree.Code, c *chance.Stream) {
	s.do(sender, matterKind, id, casework.Rate{Scores: []casework.Score{{Unit: community, Satisfaction: c.Between(4, 5), Solved: casework.Solved}}})
}

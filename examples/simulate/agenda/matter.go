package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
)

// matterKind is the kind of what other records become that ask for more than their
// institutions can do. The year's matters themselves are no part of the agenda: these
// few are seen to by the community or compound that would otherwise whistle.
const matterKind = casework.KindCase

// settleMatter has a matter checked, and dealt with by the community or compound
// itself, to its end; then whoever waits for it goes on.
func (s *scene) settleMatter(id uuid.UUID, c *chance.Stream, then func(*scene)) {
	matter := read[casework.Case](s, matterKind, id)
	base := matter.Base
	who := s.cast.unit(base)
	s.later(1, c, func(s *scene) {
		s.do(s.cast.unit(matter.Checker), matterKind, id, casework.Verify{Category: "B102"})
		s.do(who, matterKind, id, casework.Handle{})
		s.later(c.Between(1, 3), c, func(s *scene) {
			s.do(who, matterKind, id, casework.Complete{Outcome: casework.Outcome(casework.Solved), Result: "已办理完毕。"})
			s.do(who, matterKind, id, casework.Feedback{Text: "已办理，谢谢反映。"})
			s.do(who, matterKind, id, casework.Publish{Summary: "群众反映的公共设施问题已办理"})
			s.later(1, c, func(s *scene) {
				if matter.Subject != "" { // what a unit has sent is closed with its publication
					s.do(s.cast.person(matter.Subject), matterKind, id, casework.Rate{Scores: []casework.Score{{Unit: base, Satisfaction: c.Between(4, 5), Solved: casework.Solved}}})
				}
				then(s)
			})
		})
	})
}

// nothing is what those go on to who wait for nothing more.
func nothing(*scene) {}

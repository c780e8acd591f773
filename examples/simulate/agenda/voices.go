package agenda

import (
	"fmt"

	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
)

// voicesPlan is what residents say in the year on the board, to the secretary and in
// their groups (G9).
type voicesPlan struct {
	Voices   Count    `json:"voices"`
	Days     Span     `json:"days"`
	Channels []Share  `json:"channels"`
	Courses  []Share  `json:"courses"`
	Texts    []string `json:"texts"`
}

func (a *Agenda) listen() {
	p := &a.plan.Voices
	channels, courses := a.deal("channels", p.Channels, p.Voices), a.deal("voice courses", p.Courses, p.Voices)
	a.spread("voice", p.Voices, p.Days, func(s *scene, i int) {
		c := s.stream("voice", i)
		community := s.cast.community(i)
		who, worker := s.cast.person(s.cast.neighbour(community, i)), s.cast.unit(community)
		text := fmt.Sprintf("%s（第%d条）", pick(p.Texts, c), i+1)
		id := s.open(who, voices.Kind, voices.Leave{Channel: channel.Channel(channels[i]), Place: community, Text: text, Consent: courses[i] == "published"})
		answer := func(days int, then func(*scene)) {
			s.later(days, c, func(s *scene) {
				s.do(worker, voices.Kind, id, voices.Respond{Text: "已核实，情况答复如下。"})
				then(s)
			})
		}
		switch courses[i] {
		case "late":
			answer(c.Between(8, 11), nothing)
		case "declined":
			s.later(1, c, func(s *scene) {
				s.do(worker, voices.Kind, id, voices.Decline{Reason: "属于商业广告，不予受理。"})
			})
		case "withdrawn":
			s.later(0, c, func(s *scene) { s.do(who, voices.Kind, id, voices.Withdraw{}) })
		case "converted":
			s.later(1, c, func(s *scene) {
				s.do(worker, voices.Kind, id, voices.Convert{Category: "B102"})
				s.settleMatter(s.followed(matterKind), c, nothing)
			})
		case "pressed":
			answer(c.Between(1, 3), func(s *scene) {
				s.later(1, c, func(s *scene) {
					s.do(who, voices.Kind, id, voices.Press{Text: "还请说明具体时间。"})
					answerAgain := func(s *scene) { s.do(worker, voices.Kind, id, voices.Respond{Text: "将于本月内完成。"}) }
					s.later(c.Between(1, 3), c, answerAgain)
				})
			})
		case "published":
			answer(c.Between(1, 3), func(s *scene) {
				s.do(worker, voices.Kind, id, voices.Publish{Asked: "居民关心的社区事务", Answer: "已办理并公开答复。"})
			})
		default:
			answer(c.Between(1, 3), nothing)
		}
	})
}

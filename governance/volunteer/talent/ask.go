package talent

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// askSkills answers what a person is registered as able to do.
func askSkills() governance.Question {
	return governance.Ask("skills", func(ctx context.Context, r *governance.Reader, p governance.SkillsOf) (skills []governance.Skill, err error) {
		err = governance.EachOf(ctx, r, governance.Query{Person: p.Person, Phases: governance.Phases(Registered)}, func(t *Talent) { skills = append(skills, t.Skills...) })
		return skills, err
	}).As("4 G10", governance.Text{Zh: "技能", En: "skills"}, governance.Text{Zh: "某人登记的技能", En: "what a person is registered as able to do"}).ToDecisions()
}

// Registration asks whether somebody stands in the register: a talent or, without
// one, a person.
type Registration struct {
	Talent uuid.UUID `json:"talent,omitzero" zh:"登记" en:"Talent"`
	Person string    `json:"person,omitempty" zh:"人员" en:"Person" rule:"max=64"`
}

// askRegistered answers with the registration, with both set, or a zero one.
func askRegistered() governance.Question {
	return governance.Ask("registered", func(ctx context.Context, r *governance.Reader, p Registration) (found Registration, err error) {
		if p.Talent == uuid.Nil {
			err = governance.EachOf(ctx, r, governance.Query{Person: p.Person, Phases: governance.Phases(Registered)}, func(t *Talent) { found = Registration{t.ID, t.Subject} })
			return found, err
		}
		one, err := r.Get(ctx, p.Talent)
		if errors.As(err, new(*governance.NotFoundError)) {
			return found, nil
		}
		if err != nil {
			return found, err
		}
		if t := one.(*Talent); t.Phase == Registered {
			found = Registration{t.ID, t.Subject}
		}
		return found, nil
	}).As("4 G10", governance.Text{Zh: "在册", En: "registered"}, governance.Text{Zh: "某人是否在册", En: "whether somebody stands in the register"}).ToDecisions()
}

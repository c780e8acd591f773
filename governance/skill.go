package governance

// A Skill is something that a person is able to do for others (技能). The codes
// are the law's because institutions share them: where one registers who is able
// to do what, another that needs it can ask.
type Skill string

// Choices lists the skills with their labels.
func (Skill) Choices() []Choice {
	return []Choice{
		{"medical", Text{"医疗护理", "medicine and nursing"}}, {"elder-care", Text{"助老陪护", "care for the old"}}, {"childcare", Text{"托幼照看", "looking after children"}},
		{"tutoring", Text{"课业辅导", "tutoring"}}, {"legal", Text{"法律咨询", "law"}}, {"counselling", Text{"心理疏导", "counselling"}},
		{"mediation", Text{"纠纷调解", "settling disputes"}}, {"repair", Text{"水电维修", "plumbing, wiring and repairs"}}, {"appliances", Text{"家电维修", "appliances"}},
		{"computing", Text{"手机电脑", "telephones and computers"}}, {"haircut", Text{"理发", "cutting hair"}}, {"cooking", Text{"烹饪", "cooking"}},
		{"gardening", Text{"园艺绿化", "gardening"}}, {"arts", Text{"文艺书画", "music, dance and painting"}}, {"sport", Text{"体育健身", "sport"}},
		{"driving", Text{"驾驶接送", "driving"}}, {"errands", Text{"跑腿代办", "errands"}}, {"patrol", Text{"巡逻守护", "patrolling"}},
		{"safety", Text{"消防应急", "fire safety and first aid"}}, {"translation", Text{"语言翻译", "translation"}}, {"organising", Text{"组织策划", "organising"}},
	}
}

// SkillsOf asks an institution that registers skills for those of a person: the
// parameters of a question answered with a list of [Skill]. Whoever asks knows the
// institution by its kind only.
type SkillsOf struct {
	Person string `json:"person" zh:"人员" en:"Person" rule:"required,max=64"`
}

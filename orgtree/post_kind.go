package orgtree

import "slices"

// PostKind is what a post is (岗位类别). Everything the package knows about it
// stands in its [PostRule]; the zero PostKind is none of them.
//
// The numbers are internal and may change; the text form is stable.
type PostKind uint8

// The kinds of posts.
const (
	StandingMember    PostKind = iota + 1 // 区委常委
	DistrictLeader                        // 区领导
	Secretary                             // 书记
	CompoundSecretary                     // 小区党支部书记
	FirstSecretary                        // 第一书记
	Instructor                            // 党建指导员
	CommitteeDirector                     // 居委会主任
	CommitteeMember                       // 两委委员
	CommunityWorker                       // 社区工作者
	PartTimeMember                        // 兼职委员
	PartyGroupHead                        // 党小组长
	BuildingHead                          // 楼栋长
	Liaison                               // 民情联络员
	GridHandler                           // 网格处置员
	Mediator                              // 人民调解员
	ContactLeader                         // 挂钩领导
	Volunteer                             // 志愿者
	CentreClerk                           // 中心工作人员
	DepartmentClerk                       // 部门工作人员
	TownClerk                             // 镇街工作人员
)

// PostSource is where the holder of a post comes from (人员来源).
type PostSource struct {
	ID    string
	Label Text
}

// PostRule is all that holds for one kind of post: one row of the table from
// which posts are validated, labelled and counted.
type PostRule struct {
	Kind  PostKind
	ID    string // the text form of the kind; stable
	Label Text

	Units   []Kind       // kinds of units that have such posts
	Sources []PostSource // sources of holders; none: no source is recorded
	Open    bool         // Sources is an open list: any other id is accepted too
	Acts    bool         // the holder acts for the unit
	Single  bool         // at most one holder at a time, and no gap that is not said
	Grid    bool         // one of the grid's two heads and two officers (两长两员)
	Members bool         // nobody is appointed who is recorded as no Party member on a day of the term
	Anybody []string     // sources for which Members does not hold

	Basis    Basis
	Sentence Text // the rule in one sentence
}

// PostKinds returns the rules of all kinds of posts. The slice is the caller's;
// what its rows point to is shared and must not be written to.
func PostKinds() []PostRule { return slices.Clone(postRules[1:]) }

// Rule returns the row of the kind. The zero PostKind and unknown kinds have an
// empty row.
func (k PostKind) Rule() PostRule { return *k.rule() }

func (k PostKind) rule() *PostRule {
	if int(k) >= len(postRules) {
		return &postRules[0]
	}
	return &postRules[k]
}

// ParsePostKind reads the text form of a kind. The error is a [*PostKindError].
func ParsePostKind(s string) (PostKind, error) {
	for i := range postRules {
		if postRules[i].ID == s && i > 0 {
			return PostKind(i), nil
		}
	}
	return 0, &PostKindError{}
}

// String returns the text form of the kind, such as "community-worker".
func (k PostKind) String() string { return k.rule().ID }

// Label returns the name of the post in Chinese and English.
func (k PostKind) Label() Text { return k.rule().Label }

// Acts reports whether a holder acts for the unit of the post (履职): what they
// do, the unit has done.
func (k PostKind) Acts() bool { return k.rule().Acts }

// MarshalText writes the text form.
func (k PostKind) MarshalText() ([]byte, error) {
	if k.rule().Kind == 0 {
		return nil, &PostKindError{}
	}
	return []byte(k.rule().ID), nil
}

// UnmarshalText reads what MarshalText writes. On an error the kind keeps its
// value.
func (k *PostKind) UnmarshalText(text []byte) error {
	v, err := ParsePostKind(string(text))
	if err == nil {
		*k = v
	}
	return err
}

// PostKindError says that a text is not the id of a kind of post.
type PostKindError struct{}

// Error describes the fault in English.
func (*PostKindError) Error() string { return "orgtree: not a kind of post" }

// Zh describes the fault in Chinese.
func (*PostKindError) Zh() string { return "不是有效的岗位类别" }

package standard

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Post is a post of the two committees, as pay has it (职务).
type Post string

// The posts. Secretary and director are the main posts (社区主干) [F]; deputies are
// counted among the others [D].
const (
	Secretary Post = "secretary" // 书记
	Director  Post = "director"  // 主任
	Deputy    Post = "deputy"    // 副书记、副主任
	Member    Post = "member"    // 委员
)

// Choices lists the posts.
func (Post) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Secretary, "书记", "secretary"), governance.ChoiceOf(Director, "主任", "director"),
		governance.ChoiceOf(Deputy, "副书记、副主任", "deputy"), governance.ChoiceOf(Member, "委员", "member"),
	}
}

// Kind is the post in the organisation that somebody has to hold.
func (p Post) Kind() orgtree.PostKind {
	switch p {
	case Secretary:
		return orgtree.Secretary
	case Director:
		return orgtree.CommitteeDirector
	}
	return orgtree.CommitteeMember
}

// Class is the class of the post, for which floors are laid down.
func (p Post) Class() Class {
	if p == Secretary || p == Director {
		return Main
	}
	return Other
}

// A Class is a class of posts (岗位类别).
type Class string

// The classes.
const (
	Main  Class = "main"  // 社区主干
	Other Class = "other" // 其他两委
)

// Choices lists the classes.
func (Class) Choices() []governance.Choice {
	return []governance.Choice{governance.ChoiceOf(Main, "社区主干", "main posts"), governance.ChoiceOf(Other, "其他两委", "other two-committee posts")}
}

// A Floor is below what the average of a class may not lie (保底标准).
type Floor struct {
	Class   Class           `json:"class"`
	Monthly governance.Yuan `json:"monthly"`
	Source  string          `json:"source"`
}

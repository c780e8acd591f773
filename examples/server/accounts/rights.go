package accounts

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A Right is one row: who may do what with other people's accounts.
type Right struct {
	ID       string // stable
	Verb     Verb
	Source   string
	Who      governance.Text
	Sentence governance.Text

	who func(district orgtree.Code) []governance.Address
}

// Rights returns the rows. Whoever keeps the organisation keeps its accounts:
// who may appoint a person to any post gains nothing by logging in as them.
// What nobody but its owner does, changing the password, has no row.
func Rights() []Right { return slices.Clone(rights) }

var keepers = governance.Text{Zh: "区或智慧管理服务中心", En: "the district or its centre"}

// keep are the addresses of the keepers.
func keep(district orgtree.Code) []governance.Address {
	return []governance.Address{governance.Unit(district), governance.Of(orgtree.Centre, district)}
}

// rights is read-only.
var rights = []Right{
	{"account.make", Make, "default", keepers, governance.Text{Zh: "为组织机构中的人员开通账号，初始密码只显示一次", En: "an account is made for a person the organisation knows; its first password is shown once"}, keep},
	{"account.reset", Reset, "default", keepers, governance.Text{Zh: "重置密码，原有会话立即结束", En: "the password is replaced and sessions end at once"}, keep},
	{"account.close", Close, "default", keepers, governance.Text{Zh: "停用账号，会话立即结束，名称不再使用", En: "the account is closed for good and sessions end at once"}, keep},
	{"account.read", Read, "default", keepers, governance.Text{Zh: "查看某人的账号及其办理记录", En: "the accounts of a person, and what was done with them"}, keep},
}

// May returns the post in which an actor may do something with the accounts of a
// district, or a [*governance.ForbiddenError] that says who may.
func May(verb Verb, actor *governance.Actor, tree *orgtree.Tree, district orgtree.Code) (orgtree.Post, error) {
	refused := &governance.ForbiddenError{Verb: string(verb)}
	for i := range rights {
		if rights[i].Verb != verb {
			continue
		}
		if post, ok := rights[i].admits(actor, tree, district); ok {
			return post, nil
		}
		refused.Who = append(refused.Who, rights[i].Who)
	}
	return orgtree.Post{}, refused
}

// admits looks for a post on whose desk an address of the row lies, by the same
// keys that find a record's desk.
func (r *Right) admits(actor *governance.Actor, tree *orgtree.Tree, district orgtree.Code) (orgtree.Post, bool) {
	if district == "" {
		return orgtree.Post{}, false
	}
	for i, post := range actor.Posts {
		one := governance.Actor{Posts: actor.Posts[i : i+1]}
		desk := governance.KeysOf(&one, tree).Desk
		if slices.ContainsFunc(r.who(district), func(to governance.Address) bool { return slices.Contains(desk, to.Key()) }) {
			return post, true
		}
	}
	return orgtree.Post{}, false
}

package scripttest

import "github.com/jinlin-project/jinlin/orgtree"

// holders are people of the district whom scripts call by their posts, without an
// account: those of the two committees.
var holders = map[string]struct {
	post orgtree.PostKind
	unit orgtree.Code
}{
	"海沧书记": {orgtree.Secretary, "P350205001001"}, "海沧主任": {orgtree.CommitteeDirector, "350205001001R"}, "海沧委员": {orgtree.CommitteeMember, "350205001001R"},
	"霞阳书记": {orgtree.Secretary, "P350205002006"}, "霞阳主任": {orgtree.CommitteeDirector, "350205002006R"}, "霞阳委员": {orgtree.CommitteeMember, "350205002006R"},
}

// Holders are the ids of people whom scripts call by their posts, by that name.
func Holders(tree *orgtree.Tree) map[string]string {
	out := map[string]string{}
	for name, h := range holders {
		if post, ok := tree.Holder(h.post, h.unit); ok {
			out[name] = post.Person
		}
	}
	return out
}

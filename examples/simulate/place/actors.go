package place

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Actors finds for every unit a person whose post acts for it: of several the one
// who acts for the fewest others, then the first.
func Actors(tree *orgtree.Tree) map[orgtree.Code]*governance.Actor {
	out := map[orgtree.Code]*governance.Actor{}
	seen := map[string]bool{}
	for _, root := range tree.Children("") {
		for u := range tree.Subtree(root.Code) {
			for _, post := range tree.PostsAt(u.Code) {
				if seen[post.Person] {
					continue
				}
				seen[post.Person] = true
				a := governance.ActorOf(tree, "", post.Person)
				for _, stand := range a.Posts {
					if known := out[stand.Unit]; known == nil || len(a.Posts) < len(known.Posts) {
						out[stand.Unit] = &a
					}
				}
			}
		}
	}
	return out
}

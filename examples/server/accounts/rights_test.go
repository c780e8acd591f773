package accounts_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/server/accounts"
	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

func TestRightsAreRows(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range accounts.Rights() {
		require.Regexp(t, regexp.MustCompile(`^account\.[a-z-]+$`), r.ID)
		require.False(t, seen[r.ID], r.ID)
		seen[r.ID] = true
		require.NotEqual(t, string(r.Verb), governance.Label(r.Verb.Choices(), string(r.Verb)).Zh, "a verb has its label")
		for _, text := range []string{r.Source, r.Who.Zh, r.Who.En, r.Sentence.Zh, r.Sentence.En} {
			require.NotEmpty(t, text, r.ID)
		}
	}
}

// G17, rights follow posts: whoever acts for the district or its centre on the
// day, and nobody else.
func TestMay(t *testing.T) {
	org, err := demo.District()
	require.NoError(t, err)
	tree := org.On(civil.MustParse("2024-09-27"))
	centre, _ := tree.Centre(demo.Root)
	acting := map[bool]int{}
	for u := range tree.Subtree(demo.Root) {
		for _, p := range tree.PostsAt(u.Code) {
			actor := governance.ActorOf(tree, "", p.Person)
			keeps := false
			for _, held := range actor.Posts {
				keeps = keeps || held.Unit == demo.Root || held.Unit == centre
			}
			for _, r := range accounts.Rights() {
				post, err := accounts.May(r.Verb, &actor, tree, demo.Root)
				if keeps {
					require.NoError(t, err)
					require.Contains(t, []orgtree.Code{demo.Root, centre}, post.Unit)
					continue
				}
				var refused *governance.ForbiddenError
				require.ErrorAs(t, err, &refused, "%s at %s", p.Kind, p.Unit)
				require.Equal(t, []governance.Text{r.Who}, refused.Who)
			}
			acting[keeps]++
		}
	}
	require.Greater(t, acting[true], 1)
	require.Greater(t, acting[false], 100)
	holder := tree.PostsAt(centre)[0].Person
	before := org.On(demo.Since() - 1)
	actor := governance.ActorOf(before, "", holder)
	_, err = accounts.May(accounts.Make, &actor, before, demo.Root)
	require.Error(t, err, "not before the post began")
	nobodys := governance.ActorOf(tree, "", holder)
	_, err = accounts.May(accounts.Make, &nobodys, tree, "")
	require.Error(t, err, "where no district is founded")
	_, err = accounts.May("sell", &nobodys, tree, demo.Root)
	require.Error(t, err, "what has no row")
}

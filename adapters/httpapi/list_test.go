package httpapi

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// ids are the ids of a page, in their order.
func (r *reply) ids() []string {
	out := []string{}
	for _, item := range r.json()["items"].([]any) {
		out = append(out, item.(map[string]any)["id"].(string))
	}
	return out
}

// pages follows the cursor to the end.
func (w *world) pages(token, line string) (ids []string, pages int) {
	cursor := ""
	for range 1000 {
		r := w.want(200, token, "GET "+line+cursor, "")
		ids, pages = append(ids, r.ids()...), pages+1
		next, _ := r.json()["next"].(string)
		if next == "" {
			return ids, pages
		}
		cursor = "&cursor=" + next
	}
	w.t.Fatal("the pages never end")
	return nil, 0
}

func TestListPages(t *testing.T) {
	w := newWorld(t)
	var made []string
	for i := range 25 {
		made = append(made, w.want(201, "ann", "POST /v1/wishes", wishBody).text("id"))
		if i%3 > 0 {
			w.advance(time.Minute) // some are of the same instant: ids order them
		}
	}
	all, pages := w.pages("ann", "/v1/wishes?limit=200")
	require.ElementsMatch(t, made, all)
	require.Equal(t, 1, pages)
	for _, limit := range []int{1, 4, 24, 25, 26} {
		ids, pages := w.pages("ann", fmt.Sprintf("/v1/wishes?limit=%d", limit))
		assert.Equal(t, all, ids, "limit %d", limit)
		assert.Equal(t, (25+limit-1)/limit, pages)
	}
	none, _ := w.pages("bob", "/v1/wishes?limit=10")
	assert.Empty(t, none, "a list holds what the caller may see")
}

// A unit that was dissolved has its records still, and is no unknown one.
func TestListOfADissolvedUnit(t *testing.T) {
	w := newWorld(t)
	id := w.want(201, "worker", "POST /v1/signs", `{"unit":"350205001002","text":"七月公告"}`).text("id")
	org, err := w.trees.org.Apply(orgtree.Dissolve{Code: other, Successor: community, Day: civil.MustParse("2024-09-28")})
	require.NoError(t, err)
	w.trees.org = org
	w.advance(48 * time.Hour)
	assert.Equal(t, []string{id}, w.want(200, "", "GET /v1/signs?community=350205001002", "").ids())
	w.want(422, "", "GET /v1/signs?community=350205001009", "")
}

// A cursor belongs to one query of one caller.
func TestCursorsAreHeldToTheirQuery(t *testing.T) {
	w := newWorld(t)
	w.wish()
	w.wish()
	next := w.want(200, "worker", "GET /v1/wishes?limit=1&phase=wished", "").text("next")
	w.want(200, "worker", "GET /v1/wishes?limit=2&phase=wished&cursor="+next, "")
	for _, line := range []string{"?phase=accepted&cursor=", "?cursor=", "?phase=wished&q=a&cursor="} {
		w.want(422, "worker", "GET /v1/wishes"+line+next, "")
	}
	w.want(422, "clerk", "GET /v1/wishes?phase=wished&cursor="+next, "")
	for i := range len(next) {
		cut := next[:i]
		assert.Equal(t, 422, w.do("worker", "GET /v1/wishes?phase=wished&limit=1&cursor=x"+cut, "").StatusCode)
	}
}

func TestListFilters(t *testing.T) {
	w := newWorld(t)
	early := w.want(201, "ann", "POST /v1/wishes", wishBody).text("id")
	w.advance(24 * time.Hour)
	late := w.want(201, "bob", "POST /v1/wishes", `{"title":"一张长椅 Bench","category":"seat","place":{"unit":"350205001002"}}`).text("id")
	w.want(200, "worker", "POST /v1/wishes/"+early+"/accept", acceptBody)
	w.want(200, "worker", "POST /v1/wishes/"+early+"/visit", `{"count":1}`)
	both := []string{late, early}
	for line, want := range map[string][]string{
		"":                        both,
		"?phase=wished":           {late},
		"?phase=accepted":         {early},
		"?phase=wished,accepted":  both,
		"?phase=granted":          {},
		"?size=small":             {early},
		"?size=large":             {},
		"?unit=350205001":         both,
		"?unit=350205001001":      {early},
		"?community=350205001002": {late},
		"?unit=350205001001001":   {early},
		"?category=seat":          {late},
		"?category=sea":           {},
		"?outcome=granted":        {},
		"?dueBefore=2024-10-10":   {},
		"?dueBefore=2024-12-01":   {late},
		"?openedFrom=2024-09-28":  {late},
		"?openedTo=2024-09-28":    {early},
		"?openedFrom=2024-09-27T10:00:00%2B08:00&openedTo=2024-09-28T10:00:00%2B08:00": {early},
		"?closedFrom=2024-01-01":      {},
		"?q=bench":                    {late},
		"?q=" + url.QueryEscape("路灯"): {early},
		"?q=350205-2024-0000002":      {late},
		"?phase=&size=&q=&mine=":      both,
	} {
		assert.Equal(t, want, w.want(200, "clerk", "GET /v1/wishes"+line, "").ids(), line)
	}
	assert.Equal(t, []string{early}, w.want(200, "ann", "GET /v1/wishes?mine=sent", "").ids())
	assert.Empty(t, w.want(200, "worker", "GET /v1/wishes?mine=sent", "").ids())
	assert.Equal(t, []string{late}, w.want(200, "elsew", "GET /v1/wishes?mine=desk", "").ids(), "to be accepted by the community of the place")
	assert.Empty(t, w.want(200, "worker", "GET /v1/wishes?mine=desk", "").ids(), "accepted already")
	for _, mine := range []string{"desk", "sent"} {
		assert.Empty(t, w.want(200, "robot", "GET /v1/wishes?mine="+mine, "").ids(), "nothing is the business of who is nobody")
	}
	w.want(401, "", "GET /v1/wishes", "")
}

// http.md: no token is needed for the public board.
func TestPublicList(t *testing.T) {
	w := newWorld(t)
	id := w.want(201, "worker", "POST /v1/signs", `{"unit":"350205001001","text":"七月公告"}`).text("id")
	assert.Equal(t, []string{id}, w.want(200, "", "GET /v1/signs?community=350205001001", "").ids())
	assert.Empty(t, w.want(200, "", "GET /v1/signs?community=350205001002", "").ids())
	w.want(200, "", "GET /v1/signs/"+id, "")
	w.want(200, "", "GET /v1/signs/"+id+"/history", "")
	w.want(401, "", "GET /v1/signs?mine=desk", "")
	w.want(401, "", "POST /v1/signs", `{"unit":"350205001001","text":"七月公告"}`)
	assert.Equal(t, 401, w.do("", "GET /v1/signs", "", "Authorization: Bearer old").StatusCode, "a token that is no longer good is said to be so")
}

func TestHistory(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	w.want(200, "worker", "POST "+path+"/accept", acceptBody)
	w.want(200, "worker", "POST "+path+"/note", `{"text":"已联系"}`)
	w.advance(100 * 24 * time.Hour)
	w.want(409, "worker", "POST "+path+"/visit", `{"count":1}`) // time has ended it by now
	w.want(200, "worker", "POST "+path+"/note", `{"text":"过期"}`)

	items := w.want(200, "worker", "GET "+path+"/history", "").json()["items"].([]any)
	get := func(i int) map[string]any { return items[i].(map[string]any) }
	assert.Equal(t, "make", get(0)["command"])
	assert.Equal(t, "许愿", get(0)["label"])
	assert.Equal(t, map[string]any{}, get(0)["by"], "who the sender is, is their own affair")
	assert.Equal(t, map[string]any{"name": "张**", "phone": "138****8000"}, get(0)["changes"].(map[string]any)["sender"])
	assert.Equal(t, map[string]any{"unit": "350205001001", "unitName": "兴旺社区", "post": "community-worker", "postLabel": "社区工作者", "person": "worker"}, get(1)["by"])
	assert.Equal(t, map[string]any{"text": "已联系"}, get(2)["body"])
	lapse := get(3)
	assert.Equal(t, "lapse", lapse["command"])
	assert.Equal(t, map[string]any{"system": true}, lapse["by"])
	assert.Equal(t, "2024-12-26T10:00:00+08:00", lapse["asOf"], "time decides as of the instant due")
	assert.Equal(t, "2025-01-05T10:00:00+08:00", lapse["at"])
	assert.NotContains(t, get(4), "asOf")
	for i := range items {
		assert.NotContains(t, get(i)["changes"], "timers")
		assert.EqualValues(t, i+1, get(i)["version"])
	}
	w.want(404, "bob", "GET "+path+"/history", "")
}

func TestHistoryPages(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	for range 6 {
		w.want(200, "ann", "POST "+path+"/note", `{"text":"一"}`)
	}
	var versions []int
	after := "0"
	for after != "" {
		page := w.want(200, "ann", "GET "+path+"/history?limit=3&after="+after, "").json()
		for _, item := range page["items"].([]any) {
			versions = append(versions, int(item.(map[string]any)["version"].(float64)))
		}
		after, _ = page["next"].(string)
	}
	assert.Nil(t, w.want(200, "ann", "GET "+path+"/history?limit=7", "").json()["next"], "a full page that is the last says so")
	assert.True(t, slices.Equal([]int{1, 2, 3, 4, 5, 6, 7}, versions), "%v", versions)
	w.want(422, "ann", "GET "+path+"/history?after=-1", "")
}

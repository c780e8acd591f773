package httpapi

import "testing"

func TestSmoke(t *testing.T) {
	w := newWorld(t)
	path := w.wish()
	r := w.want(200, "ann", "GET "+path, "")
	t.Logf("%s %v", r.body, r.Header)
	r = w.want(200, "worker", "POST "+path+"/accept", acceptBody)
	t.Logf("%s", r.body)
	t.Logf("%s", w.want(200, "worker", "GET "+path+"/history", "").body)
	t.Logf("%s", w.want(200, "centre", "GET /v1/events", "").body)
	t.Logf("%s", w.want(200, "worker", "GET /v1/wishes", "").body)
}

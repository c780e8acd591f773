package hearing_test

import (
	"context"
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/hearing"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Residents rate a department at a hearing, and the marks of the period say how.
func Example() {
	book := districttest.Must(hearing.New(nil))
	w, ctx := districttest.Show(memory.New(), book.Shelf), context.Background()
	h := districttest.Must(book.Do(ctx, governance.Request{Actor: w.Actor("community"), Command: hearing.Convene{
		Title: "听评会", Host: districttest.Community, Venue: "hall", At: w.Now().Add(time.Hour),
		Units: []orgtree.Code{districttest.Department1}, Invited: []string{"resident", "resident-2"},
	}}))
	w.To(h.At)
	w.Do("community", hearing.Kind, h.ID, hearing.OpenRating{Present: 9, Until: w.Now().Add(time.Hour)})
	w.Do("resident", hearing.Kind, h.ID, hearing.Rate{Unit: districttest.Department1, Mark: "good"})
	w.To(w.Now().Add(2 * time.Hour)) // the rating ends by itself

	marks := districttest.Must(book.Ask(ctx, w.Actor("district"), "marks", &governance.FigureParams{}))
	fmt.Println(marks.(*governance.Listing).Rows)
	// Output:
	// [[350205D01 海沧区住房和建设局 1 0 1 0 0 0 100.00%]]
}

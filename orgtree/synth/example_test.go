package synth_test

import (
	"fmt"
	"os"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

func ExampleDistrict() {
	file, err := os.Open("district-350205.csv")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	org, err := synth.District(1, synth.Founding(), file)
	if err != nil {
		panic(err)
	}
	f, _ := org.On(civil.MustParse("2024-09-27")).Figures("350205")
	fmt.Println(f.CompoundsCovered.Num, f.CompoundsCovered.Of, f.CompoundBranches, f.GridStaff)
	// Output: 153 153 69 807
}

fn main(){ let a=std::env::args().nth(1).unwrap(); let r=offprint::load::load(std::path::Path::new(&a)); println!("{r:#?}"); }

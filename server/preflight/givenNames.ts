/**
 * Given names that children in Norway and in English-speaking countries have borne most often since 2005, as far as
 * they are not ordinary words as well (no Will, Grace, Even or Liv). A name that is not here is found only after a word
 * such as "pupil" or "eleven"; the page says so.
 */
const NAMES = `
Emma Nora Norah Sara Sarah Sofie Sofia Sophia Sophie Emilie Emily Ingrid Thea Ella Olivia Maja Maia Leah Lea Ida Julie
Amalie Anna Hanna Hannah Vilde Tuva Frida Jenny Emelie Mathilde Hedda Selma Ingeborg Sigrid Astrid Oda Eline Victoria
Aurora Alma Mia Mina Tiril Linnea Elise Malin Martine Andrea Marie Maria Kaja Amanda Helene Synne Iben Live Eva Elisabeth
Johanne Josefine Karoline Celine Ronja Marte Mari Agnes Signe Ellinor Ellen Luna Isabella Isabelle Amina Fatima Aisha
Maryam Zainab Yasmin Nina Pernille Rikke Silje Thale Tilde Tale Solveig Ragnhild Gina Live Tomine Mille Milla
Noah Jakob Jacob Lucas Lukas Emil Oliver Oskar Oscar William Philip Filip Mathias Matias Magnus Henrik Isak Isaac Aksel
Axel Liam Elias Theodor Theo Tobias Kristian Christian Jonas Sander Markus Marcus Kasper Casper Ulrik Johannes Håkon
Sebastian Adrian Alexander Aleksander Benjamin Daniel David Erik Eirik Fredrik Gabriel Herman Iver Ivar Johan Jonathan
Julian Kevin Leon Leo Mikkel Mohammed Mohammad Muhammad Ahmed Ali Yusuf Ibrahim Omar Hassan Nikolai Ola Olav Odin Olai
Sondre Simen Syver Sverre Sigurd Thomas Tarjei Tord Trym Viktor Victor Vetle Vegard Birk Brage Eskil Ferdinand Gustav
Halvor Jens Joakim Jørgen Kristoffer Ludvik Ludvig Marius Martin Mats Peder Petter Ruben Samuel Snorre Torjus Storm
Ava Charlotte Amelia Evelyn Abigail Harper Elizabeth Avery Madison Chloe Eleanor Elena Penelope Riley Zoey Zoe Lily Layla
Lillian Addison Natalie Camila Aubrey Brooklyn Bella Claire Lucy Audrey Savannah Skylar Paisley Stella Nevaeh Genesis
Naomi Caroline Kennedy Kinsley Allison Madelyn Maya Aaliyah Samantha Ariana Gabriella Alexa Alice Isla Freya Poppy Evie
Florence Phoebe Matilda Rosie Imogen Georgia Jessica Jasmine Megan Molly Lola Erin Niamh Aoife Saoirse Caitlin Keira
Destiny Jayla Kayla Makayla Mackenzie Keisha Latoya Priya Ananya Aaradhya Zara Zahra Noor Mei Ling Xiu Guadalupe Valentina
James Henry Logan Ethan Mason Michael Elijah Aiden Matthew Joseph Carter Owen Wyatt John Luke Jayden Dylan Levi Jaxon
Lincoln Joshua Andrew Christopher Nathan Ryan Aaron Evan Connor Jeremiah Cameron Ezra Colton Jordan Brayden Nicholas
Angel Asher Ian Adam Dominic Xavier Jaxson Jose Juan Luis Carlos Diego Mateo Santiago Miguel Tyler Zachary Ayden Kayden
Caleb Landon Jason Camden Brandon Harry Charlie George Alfie Archie Freddie Arthur Finley Toby Harrison Riley Louis Lewis
Callum Rhys Finn Rory Declan Cillian Conor Sean Darragh Oisin Malik Jamal DeShawn Tyrone Darius Amir Arjun Rohan Aarav
Vihaan Krishna Wei Jin Hiroshi Kenji Dmitri Ivan Pavel Piotr Jakub Kacper Szymon Zuzanna Katarzyna Agnieszka Oleksandr
`

export const GIVEN_NAMES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/))
